//! Who may use what, with the reason.

pub struct Layer {
    pub module: &'static str,
    /// Modules it may import, each with why.
    pub imports: &'static [(&'static str, &'static str)],
}

/// From the leaves up: a layer imports only from those above it in this list.
pub const LAYERS: &[Layer] = &[
    Layer { module: "campaign", imports: &[] },
    Layer { module: "diagnostic", imports: &[] },
    Layer { module: "domain", imports: &[("diagnostic", "what was assumed is said in two languages")] },
    Layer { module: "roster", imports: &[("domain", "stays are made of ids and slots")] },
    Layer { module: "model", imports: &[("domain", "candidates are enumerated from the problem"), ("roster", "a candidate is a stay")] },
    Layer {
        module: "rules",
        imports: &[
            ("diagnostic", "findings and specs are bilingual"),
            ("domain", "rules speak of the problem's facts"),
            ("roster", "checks count on rosters"),
            ("model", "emitting halves write primitives"),
            ("campaign", "the twins are a random test"),
        ],
    },
    Layer { module: "source", imports: &[("diagnostic", "faults of reading")] },
    Layer {
        module: "synth",
        imports: &[("diagnostic", "what cannot be made is said in two languages"), ("source", "names of tables and columns")],
    },
    Layer {
        module: "validate",
        imports: &[
            ("diagnostic", "faults of meaning"),
            ("domain", "it makes the problem"),
            ("rules", "the table of rules is read against their specs"),
            ("source", "it resolves located cells"),
        ],
    },
    Layer { module: "solver", imports: &[("domain", "typed index vectors"), ("model", "it lowers the primitives")] },
    Layer {
        module: "search",
        imports: &[
            ("domain", "ids and slots of stays"),
            ("roster", "it finds one"),
            ("model", "all it knows of the rules are primitives"),
            ("solver", "neighbourhoods and bounds are solved there"),
            ("campaign", "random models are tried"),
        ],
    },
    Layer {
        module: "mps",
        imports: &[
            ("domain", "columns are named by codes of people and posts"),
            ("roster", "a column is a stay"),
            ("model", "tiers weigh the objective"),
            ("solver", "what is written is the lowered program"),
        ],
    },
    Layer {
        module: "check",
        imports: &[
            ("diagnostic", "defects are bilingual"),
            ("domain", "the problem"),
            ("roster", "what is checked"),
            ("model", "scores by tier"),
            ("rules", "their checking halves"),
        ],
    },
    Layer {
        module: "store",
        imports: &[
            ("diagnostic", "errors are bilingual"),
            ("domain", "codes and names of what is kept"),
            ("roster", "stays are kept and read back"),
            ("model", "scores and bounds by tier"),
            ("rules", "findings are kept under their rule"),
            ("check", "only a checked plan is kept"),
        ],
    },
    Layer {
        module: "export",
        imports: &[
            ("diagnostic", "forms and errors in either language"),
            ("domain", "calendar and words of the forms"),
            ("roster", "how a stay came about"),
            ("model", "tiers of what is missing"),
            ("rules", "units and names of findings"),
            ("check", "a checked plan is what is printed"),
            ("store", "forms are made from the stored plan"),
        ],
    },
    Layer {
        module: "intake",
        imports: &[
            ("diagnostic", "workbooks in either language, faults marked in them"),
            ("source", "tables, columns and what stands in the user's files"),
            ("validate", "what a cell may hold"),
            ("export", "files, names of sheets and what is wrong with either"),
        ],
    },
    Layer {
        module: "reasons",
        imports: &[
            ("diagnostic", "reasons are bilingual"),
            ("domain", "the problem"),
            ("roster", "the stays that are tried"),
            ("model", "tiers"),
            ("rules", "what would be broken"),
            ("search", "trials of single changes"),
        ],
    },
    Layer {
        module: "app",
        imports: &[
            ("diagnostic", "reports and messages"),
            ("domain", "the problem"),
            ("roster", "the roster on its way"),
            ("model", "tiers and scores"),
            ("rules", "the catalogue, candidates and rows"),
            ("source", "tables, read or kept"),
            ("validate", "tables to problem"),
            ("search", "the plan is searched for"),
            ("mps", "and its model written for other solvers"),
            ("check", "and checked"),
            ("store", "and kept"),
            ("export", "and printed"),
            ("reasons", "and explained"),
            ("campaign", "random counties are tried"),
            ("synth", "made-up counties are written to files"),
            ("intake", "workbooks to fill in, and copies of filled ones"),
        ],
    },
    Layer {
        module: "cli",
        imports: &[
            ("diagnostic", "messages in the language asked for"),
            ("domain", "names of what use cases return"),
            ("model", "tiers of a result"),
            ("rules", "names of the rules in a result"),
            ("source", "tables that a contradiction is traced to"),
            ("validate", "options of reading"),
            ("search", "effort, options and progress"),
            ("mps", "what the weights of a written model are good for"),
            ("solver", "the name of the solver built in"),
            ("store", "the file and its errors"),
            ("export", "forms and formats"),
            ("synth", "parameters of made-up counties"),
            ("intake", "what a new workbook holds and what a copy changes"),
            ("app", "the use cases"),
        ],
    },
    Layer { module: "main", imports: &[("cli", "runs it")] },
];

/// Modules that the tests of a module may import besides.
pub const IMPORTS_OF_TESTS: &[(&str, &str, &str)] = &[
    ("app", "solver", "solvers are compared on the models of whole counties"),
    ("mps", "search", "random models and the best of all their choices"),
    ("mps", "campaign", "random models are tried"),
];

/// Modules that may print.
pub const PRINTS: &[(&str, &str)] = &[("cli", "that is its work"), ("campaign", "figures of random tests")];

/// For crates that any module may use.
pub const ANYWHERE: &[&str] = &[];

/// Every dependency, the modules that may name it, and why there.
pub const CRATES: &[(&str, &[&str], &str)] = &[
    ("good_lp", &["solver"], "solvers can be changed in one place"),
    ("highs", &["solver"], "gap and bound of HiGHS"),
    ("highs_sys", &["solver"], "stopping a running solve"),
    ("rusqlite", &["store"], "the database is one module's business"),
    ("clap", &["cli"], "arguments"),
    ("indicatif", &["cli"], "progress on a terminal"),
    ("ctrlc", &["cli"], "interrupts come from a terminal"),
    ("sys_locale", &["cli"], "the language of the terminal"),
    ("unicode_width", &["cli", "diagnostic", "export", "intake"], "columns of Chinese text"),
    ("calamine", &["source"], "workbooks are read there"),
    ("encoding_rs", &["source"], "and encodings decoded"),
    ("csv", &["source", "export"], "read in one, written in the other"),
    ("rust_xlsxwriter", &["export", "intake"], "forms and tables are written there"),
    ("chinese_holiday", &["domain"], "working days"),
    ("rayon", &["search", "solver"], "what is worth several threads"),
    ("rand", &["search", "rules"], "seeded choices of the search, and of trial counties"),
    ("rand_xoshiro", &["search", "rules", "synth"], "the same numbers on every machine"),
    ("sha2", &["source", "store", "search"], "hashes of datasets and plans, fingerprints of programs"),
    ("serde_json", &["cli", "store", "app", "export"], "what is printed and kept as JSON"),
    ("chrono", ANYWHERE, "dates"),
    ("serde", ANYWHERE, "derived on plain data"),
    ("thiserror", ANYWHERE, "error types"),
];

/// Crates that the tests of a module may name besides.
pub const CRATES_OF_TESTS: &[(&str, &str, &str)] = &[
    ("export", "calamine", "written forms are read back"),
    ("export", "zip", "and how they are printed is looked at"),
    ("intake", "calamine", "workbooks are read back"),
    ("intake", "csv", "and tables"),
    ("intake", "zip", "lists and formats are looked at"),
];

/// Folders under `src/rules` that are no rules.
pub const HELPERS_OF_RULES: &[(&str, &str)] = &[
    ("pool_place", "where a pool post is used: a fact that two rules count, each half in its own way"),
    ("twin", "random counties that hold the two halves of every rule together"),
];

/// Files that may use an unordered collection.
pub const UNORDERED: &[(&str, &str)] = &[];
