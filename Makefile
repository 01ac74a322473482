# `make demo` and `make test` do all set-up on a fresh machine that has a Rust toolchain and a C++ compiler.
# One build profile (release, with debug assertions) serves the demo, the tests and the checks, so that HiGHS is built once.

SHELL := /bin/bash
CARGO ?= cargo
BINARY := target/release/lunzhuan
DEMO := target/demo

.PHONY: demo test build tools fmt clippy bench bench-all bench-solvers campaign docs clean-demo

build: tools
	$(CARGO) build --release --locked

demo: build clean-demo
	@mkdir -p $(DEMO)
	$(BINARY) check fixtures/luxian
	$(BINARY) plan fixtures/luxian --db $(DEMO)/luxian.db
	$(BINARY) audit $(DEMO)/luxian.db
	$(BINARY) show $(DEMO)/luxian.db --month 2027-03
	$(BINARY) export roster --db $(DEMO)/luxian.db --month 2027-03 --format xlsx --output $(DEMO)/luxian-2027-03.xlsx
	@echo "数据库 / database: $(DEMO)/luxian.db"
	@echo "花名册 / roster:   $(DEMO)/luxian-2027-03.xlsx"

clean-demo:
	@rm -rf $(DEMO)

test: tools
	$(CARGO) test --release --locked

# Long random campaigns, a line of figures each: the halves of the rules, all choices of small models, all rosters of small counties,
# HiGHS against microlp; and kills of the program at work. SEEDS=3 makes them three times as long.
SEEDS ?= 1
LIBRARY_TEST = $(CARGO) test --release --locked --lib -- --nocapture --exact
campaign: tools
	@set -e -o pipefail; \
	run() { LUNZHUAN_SEEDS=$$(($$1 * $(SEEDS))) $(LIBRARY_TEST) "$${@:2}" | grep -oE 'campaign .*'; }; \
	run 5000 rules::twin::each_rule_says_in_rows_what_its_check_finds rules::twin::all_rules_together_say_in_rows_what_their_checks_find; \
	run 5000 search::tests::search_meets_the_enumerated_best_tier_by_tier; \
	run 2000 app::plan::tests::plans_meet_the_best_of_all_rosters_tier_by_tier app::plan::tests::solvers_agree_on_whole_counties; \
	run 2000 search::tests::solvers_agree_on_random_models; \
	LUNZHUAN_SEEDS=$$((400 * $(SEEDS))) $(CARGO) test --release --locked --test commands -- --nocapture --exact \
	  killed::killed_at_any_moment_the_last_committed_state_is_whole | grep -oE 'campaign .*'

# Plans 泸县 and 鹿寨 to a gap of 1 % and prints seconds, gaps and peak memory.
bench: build
	bash benches/counties.sh $(BINARY)

# The same for all seven counties.
bench-all: build
	bash benches/counties.sh $(BINARY) luxian luzhai xishui suixi shouguang fuxin maoming

# The same model for other solvers, for as long: those of the Python packages highspy and ortools that are installed. TIER=policy takes one tier.
DATASET ?= fixtures/suixi
SECONDS_EACH ?= 60
bench-solvers: build
	python3 benches/solvers.py $(BINARY) $(DATASET) --seconds $(SECONDS_EACH) $(if $(TIER),--tier $(TIER))

fmt:
	$(CARGO) fmt --check

clippy: tools
	$(CARGO) clippy --release --locked --all-targets -- --deny warnings

# Writes docs/rules.md, docs/rules.zh-CN.md and the expected reports anew; look at the difference before you keep it.
docs: tools
	UPDATE_EXPECTED=1 $(CARGO) test --release --locked --test house --test reading

# HiGHS is built from source by cargo; that needs cmake and libclang.
tools:
	@command -v $(CARGO) >/dev/null || { echo "需要 Rust（cargo）/ Rust (cargo) is needed: https://rustup.rs"; exit 1; }
	@command -v c++ >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null || { \
	  echo "需要 C++ 编译器（Debian/Ubuntu: apt-get install g++）/ a C++ compiler is needed (Debian/Ubuntu: apt-get install g++)."; \
	  echo "没有编译器也可以 / without one: cargo build --release --no-default-features --features microlp"; exit 1; }
	@missing=""; \
	command -v cmake >/dev/null || missing="$$missing cmake"; \
	found=no; for directory in /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu* /usr/lib /usr/lib64 /usr/lib64/llvm*/lib /usr/local/lib \
	    /opt/homebrew/opt/llvm/lib /usr/local/opt/llvm/lib /Library/Developer/CommandLineTools/usr/lib "$${LIBCLANG_PATH:-/nonexistent}"; do \
	  for library in "$$directory"/libclang.so* "$$directory"/libclang-[0-9]*.so* "$$directory"/libclang.dylib; do \
	    if [ -e "$$library" ]; then found=yes; fi; \
	  done; \
	done; \
	if [ -f "$${LIBCLANG_PATH:-/nonexistent}" ]; then found=yes; fi; \
	if [ $$found = no ]; then missing="$$missing libclang-dev"; fi; \
	if [ -n "$$missing" ]; then \
	  if command -v apt-get >/dev/null; then \
	    root=""; if [ "$$(id -u)" != 0 ]; then root=sudo; fi; \
	    echo "安装 / installing:$$missing"; \
	    if ! { $$root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$root apt-get install -y -qq --no-install-recommends $$missing; }; then \
	      echo "安装未成，请手工执行 / could not install, please run: apt-get install$$missing"; exit 1; \
	    fi; \
	  else \
	    echo "缺少 / missing:$$missing"; \
	    echo "请安装 cmake 和 libclang 后再试 / please install cmake and libclang, then try again:"; \
	    echo "  Fedora/RHEL/openEuler: dnf install cmake clang-devel"; \
	    echo "  Arch: pacman -S cmake clang"; \
	    echo "  Alpine: apk add cmake clang-dev"; \
	    echo "  openSUSE: zypper install cmake clang-devel"; \
	    echo "  macOS: brew install cmake llvm"; \
	    echo "或不用 C++ 求解器 / or without the C++ solver: cargo build --release --no-default-features --features microlp"; \
	    exit 1; \
	  fi; \
	fi
