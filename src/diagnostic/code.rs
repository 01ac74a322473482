use super::{CodeText, Severity, Words};
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident
        title $zh:literal / $en:literal
        remedy $rzh:literal / $ren:literal;)+) => {
        /// The closed set of things that can be wrong with the input. Each has a folder of its name under
        /// `fixtures/invalid/` and an entry in `docs/errors.md`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Code { $($name),+ }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$name),+];
            /// The code as it is printed and documented.
            pub fn code(self) -> &'static str {
                match self { $(Code::$name => $code),+ }
            }
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),+ }
            }
            /// Title and remedy.
            pub fn text(self) -> CodeText {
                match self { $(Code::$name => CodeText {
                    title: Words { zh: $zh, en: $en },
                    remedy: Words { zh: $rzh, en: $ren },
                }),+ }
            }
        }
    };
}

codes! {
    // Files and tables.
    InputNotFound "input-not-found" Error
        title "找不到输入" / "the input was not found"
        remedy "核对路径和文件名" / "check the path and the file name";
    UnreadableFile "unreadable-file" Error
        title "文件打不开" / "the file cannot be opened"
        remedy "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后再试" / "open it in Excel or WPS, remove any password, save it as .xlsx and try again";
    UnsupportedFormat "unsupported-format" Error
        title "不支持这种文件格式" / "this file format is not supported"
        remedy "在 Excel 或 WPS 中另存为 .xlsx" / "save it as .xlsx from Excel or WPS";
    WrongEncoding "wrong-encoding" Error
        title "CSV 文件的编码不对" / "the CSV file has the wrong encoding"
        remedy "在 Excel 中另存为“CSV UTF-8（逗号分隔）”" / "save it from Excel as “CSV UTF-8 (comma delimited)”";
    EmptyInput "empty-input" Error
        title "没有任何内容" / "there is nothing in it"
        remedy "核对是否选错了文件或文件夹" / "check that this is the right file or folder";
    NoKnownTable "no-known-table" Error
        title "没有一张认得的表" / "no known table was found"
        remedy "按表名命名工作表或 CSV 文件，例如“人员”或“人员.csv”" / "name the sheets or CSV files after the tables, for example staff or staff.csv";
    MissingTable "missing-table" Error
        title "缺少必需的表" / "a required table is missing"
        remedy "补上这张表，表名用中文或英文均可" / "add the table under its Chinese or English name";
    DuplicateTable "duplicate-table" Error
        title "同一张表出现了两次" / "the same table is there twice"
        remedy "合并成一张，或给多余的一张改名" / "merge them, or rename the one that is not meant";
    UnknownTable "unknown-table" Warning
        title "不认得的表，未使用" / "an unknown table, not used"
        remedy "若是本系统的表，请改正表名；否则无需改动" / "correct the name if it is one of our tables; otherwise nothing";
    MissingColumn "missing-column" Error
        title "缺少必需的列" / "a required column is missing"
        remedy "在表头补上这一列" / "add the column to the header row";
    DuplicateColumn "duplicate-column" Error
        title "同一列出现了两次" / "the same column is there twice"
        remedy "删去或改名多余的一列" / "remove or rename the one that is not meant";
    UnknownColumn "unknown-column" Warning
        title "不认得的列，未使用" / "an unknown column, not used"
        remedy "若是本系统的列，请改正表头；否则无需改动" / "correct the header if it is one of our columns; otherwise nothing";
    CellWithoutHeader "cell-without-header" Warning
        title "有内容的列没有表头，未使用" / "cells under no header, not used"
        remedy "补上表头，或把备注移出表外" / "give the column a header, or move notes out of the table";
    MergedHeader "merged-header" Error
        title "表头有合并单元格，或上方有大标题" / "the header has merged cells or a title above it"
        remedy "取消合并，删去表格上方的大标题，第一行放列名" / "unmerge them and remove any title above, so that the first row holds the column names";
    WrongUnit "wrong-unit" Error
        title "表头写的单位不是这一列的单位" / "the header gives another unit than the column has"
        remedy "按这一列的单位换算数字（例如 200 万元填 2000000），并改正表头里的单位" / "convert the figures to the unit of the column (2 million yuan is 2000000) and correct the header";
    FormulaError "formula-error" Error
        title "单元格里是公式错误" / "the cell holds a formula error"
        remedy "改正公式，或直接填值" / "correct the formula, or type the value";
    NormalisedText "normalised-text" Warning
        title "全角字符或多余空格已自动改正" / "full-width characters or stray spaces were put right"
        remedy "无需改动；下次请用半角、不加空格" / "nothing; use half-width characters without spaces next time";
    ExampleRow "example-row" Warning
        title "示例行没有读入" / "example rows were not read"
        remedy "无需改动；可以在示例行上填写自己的数据（连同第一格一起改），也可以整行删去" / "nothing; type your own data over them, the first cell too, or delete them";
    AlteredExampleRow "altered-example-row" Error
        title "示例行改动过，但第一格仍以【示例】开头" / "an example row was altered, but its first cell still begins with the mark"
        remedy "若是自己的数据，删去第一格开头的【示例】；若不是，删去整行" / "if the row is your own, remove the mark from its first cell; if not, delete the row";
    // Cells.
    EmptyCell "empty-required-cell" Error
        title "必填的单元格是空的" / "a required cell is empty"
        remedy "填上内容，或删去整行" / "fill it in, or delete the row";
    UnreadableDate "unreadable-date" Error
        title "日期无法识别" / "the date cannot be read"
        remedy "改为 2027-01-15、2027/1/15、2027年1月15日 或 202701" / "write 2027-01-15, 2027/1/15, 2027年1月15日 or 202701";
    UnreadableNumber "unreadable-number" Error
        title "数字无法识别" / "the number cannot be read"
        remedy "只填数字，不带单位和说明" / "write the number alone, without units or notes";
    NegativeNumber "negative-number" Error
        title "不能是负数" / "the number may not be negative"
        remedy "填 0 或正数" / "write 0 or more";
    NumberOutOfRange "number-out-of-range" Error
        title "数字超出允许的范围" / "the number is outside its range"
        remedy "改到允许的范围内" / "bring it into the range";
    PercentOutOfRange "percent-out-of-range" Error
        title "比例超出 0 到 100%" / "the share is outside 0 to 100 %"
        remedy "填 60%、60 或 0.6 这样的比例" / "write a share such as 60%, 60 or 0.6";
    UnreadableFlag "unreadable-flag" Error
        title "看不出是还是否" / "this is neither yes nor no"
        remedy "填 是 或 否" / "write 是 or 否 (yes or no)";
    UnknownValue "unknown-value" Error
        title "不在规定的取值之内" / "the value is not one of the list"
        remedy "改为列出的取值之一" / "use one of the listed values";
    UnknownGrade "unknown-grade" Error
        title "职称无法识别" / "the grade is not known"
        remedy "填 初级、中级、副高、正高 或常见职称名称；不清楚就留空" / "write 初级, 中级, 副高 or 正高 or a common title; leave it empty if unknown";
    UnknownLevel "unknown-level" Error
        title "机构级别无法识别" / "the institution level is not known"
        remedy "改为列出的级别之一" / "use one of the listed levels";
    UnknownCategory "unknown-category" Error
        title "人员类别无法识别" / "the category of person is not known"
        remedy "改为列出的类别之一" / "use one of the listed categories";
    UnknownKind "unknown-kind" Error
        title "类型无法识别" / "the kind is not known"
        remedy "改为列出的类型之一" / "use one of the listed kinds";
    EndBeforeStart "end-before-start" Error
        title "止日早于起日" / "the end is before the start"
        remedy "核对两个日期，是否写反" / "check whether the two dates are swapped";
    ImpossibleRange "impossible-range" Error
        title "上下限互相矛盾" / "the limits contradict each other"
        remedy "使 最低 ≤ 目标 ≤ 最高" / "make minimum ≤ target ≤ maximum";
    // Settings.
    MissingStartMonth "missing-start-month" Error
        title "不知道从哪个月开始排" / "the first month of the plan is not known"
        remedy "在“设置”表填 计划起始月，或在命令后加 --from 2027-01" / "add start_month to the settings, or use --from 2027-01";
    UnknownSetting "unknown-setting" Warning
        title "不认得的设置项，未使用" / "an unknown setting, not used"
        remedy "改正项目名称，或删去这一行" / "correct the key, or remove the row";
    DuplicateSetting "duplicate-setting" Error
        title "同一设置给了两次" / "a setting is given twice"
        remedy "只保留一个" / "keep one of them";
    // Institutions, departments, posts.
    DuplicateCode "duplicate-code" Error
        title "代码重复" / "the code is used twice"
        remedy "给其中一个换代码，或删去重复的行" / "give one of them another code, or remove the row";
    UnknownInstitution "unknown-institution" Error
        title "机构代码不存在" / "there is no such institution"
        remedy "改正代码，或在“机构”表补上" / "correct the code, or add it to the institutions";
    UnknownParent "unknown-parent" Error
        title "上级机构不存在" / "there is no such parent institution"
        remedy "改正代码，或在“机构”表补上" / "correct the code, or add it to the institutions";
    ParentCircle "parent-circle" Error
        title "上级机构绕成了圈" / "the parents go round in a circle"
        remedy "改正其中一个上级机构" / "correct one of the parents";
    UnknownCommunity "unknown-community" Error
        title "医共体代码不存在" / "there is no such community"
        remedy "改正代码，或在“医共体”表补上" / "correct the code, or add it to the communities";
    LeadOfOtherCommunity "lead-of-other-community" Error
        title "牵头机构属于另一个医共体" / "the lead belongs to another community"
        remedy "改正牵头机构或该机构的医共体" / "correct the lead, or the community of that institution";
    UnknownDepartment "unknown-department" Warning
        title "“科室”表里没有这个科室，已当作新科室" / "the departments table lacks it; taken as a new one"
        remedy "改正科室名称，或在“科室”表补上" / "correct the name, or add it to the departments";
    DuplicateDepartment "duplicate-department" Error
        title "同一机构的科室重复" / "the department is there twice"
        remedy "合并成一行" / "make one row of them";
    StandardCodesDiffer "standard-codes-differ" Error
        title "标准科室代码与标准科室不一一对应" / "the codes do not pair with the standard departments"
        remedy "按标准科室的次序每个写一个代码，或清空" / "write one code for each standard department, in their order, or none";
    UnknownPoolCategory "unknown-pool-category" Error
        title "周转编制没有这个类别" / "the pool has no such category"
        remedy "填 否、是、需编，或“周转编制”表里的类别" / "write 否, 是, 需编 or a category of the pool posts";
    HandoverNotUsed "handover-not-used" Warning
        title "只有任职岗位才有交接，这一格不起作用" / "only leadership posts have a hand-over; the cell has no effect"
        remedy "清空“交接”，或把 派驻类型 改为 任职" / "clear the cell, or make the post a leadership appointment (任职)";
    // People.
    DuplicatePerson "duplicate-person" Error
        title "工号重复" / "the person code is used twice"
        remedy "一人一个工号；同名的人用不同工号" / "one code a person; people of one name need different codes";
    UnknownPerson "unknown-person" Error
        title "工号不存在" / "there is no such person"
        remedy "改正工号，或在“人员”表补上" / "correct the code, or add the person to the staff";
    MissingGrade "missing-grade" Warning
        title "职称不详，按不详处理，不作猜测" / "grades are unknown; they stay unknown, nothing is guessed"
        remedy "尽量补上：职称不详的人不能上有最低职称要求的岗位" / "fill them in: without a grade nobody can take a post with a minimum grade";
    InvalidIdentity "invalid-identity" Warning
        title "身份证号校验不符" / "the identity number fails its check digit"
        remedy "核对号码；单元格设为文本格式后重新输入" / "check the number; format the cell as text and type it again";
    DuplicateIdentity "duplicate-identity" Warning
        title "两人的身份证号相同" / "two people have the same identity number"
        remedy "核对是否同一人录了两次" / "check whether one person was entered twice";
    UnreadableExemption "unreadable-exemption" Error
        title "豁免写法无法识别" / "the exemption cannot be read"
        remedy "照此书写：哺乳期(2027-01-01~2027-12-31)已批准" / "write it like 哺乳期(2027-01-01~2027-12-31)已批准";
    UnapprovedExemption "unapproved-exemption" Warning
        title "豁免未批准，不起作用" / "the exemption is not approved and has no effect"
        remedy "批准后在末尾加上“已批准”" / "add 已批准 at its end once it is approved";
    UnapprovedLeave "unapproved-leave" Warning
        title "请假未批准，不起作用" / "the leave is not approved and has no effect"
        remedy "批准后在“审批”列填 已批准" / "write 已批准 in the column 审批 once it is approved";
    UnusualLeaveKind "unusual-leave-kind" Warning
        title "不像请假的类型；请假照样有效" / "this does not look like a kind of leave; the leave counts all the same"
        remedy "核对“类型”列：病假、产假、年休假、进修学习等；县里自定的类型可不改" / "check the column 类型: sick leave, maternity leave, annual leave, training …; a kind of the county's own may stay";
    ImpossibleCouple "impossible-couple" Error
        title "配偶关系对不上" / "the spouses do not match"
        remedy "核对双方的“配偶”列：互填对方工号，或只填一方" / "check the spouse of both: each names the other, or only one names the other";
    // Teams.
    UnknownTeam "unknown-team" Error
        title "“团队”表里没有这个团队" / "there is no such team"
        remedy "改正团队名称，或在“团队”表补上" / "correct the name, or add it to the teams";
    DuplicateTeam "duplicate-team" Error
        title "同一团队出现了两次" / "the team is there twice"
        remedy "合并成一行，或给其中一个改名" / "make one row of them, or rename one";
    TeamWithoutMembers "team-without-members" Warning
        title "没有人属于这个团队" / "nobody belongs to the team"
        remedy "在“人员”表的“团队”列填上队员，或删去这一行" / "name the team in the staff table, or remove the row";
    ImpossibleTeamSize "impossible-team-size" Error
        title "团队人数要求无法满足" / "the size of the team cannot be met"
        remedy "使 最少人数 不大于 最多人数，也不大于“人员”表里的队员数" / "make the minimum no larger than the maximum and the number of members in the staff table";
    LeaderPostNotLeadership "leader-post-not-leadership" Error
        title "负责人岗位不是任职岗位" / "the leader's post is not a leadership appointment"
        remedy "改填一个任职岗位（派驻类型为 任职）的代码" / "name a post whose kind is 任职 (leadership appointment)";
    // Training.
    UnknownProgramme "unknown-programme" Error
        title "培训方案不存在" / "there is no such programme"
        remedy "改正方案名称或版本，或在“培训方案”表补上" / "correct the name or version, or add it to the programmes";
    AmbiguousVersion "ambiguous-version" Error
        title "方案有多个版本，未说明用哪个" / "the programme has several versions"
        remedy "在“版本”列写明" / "write which in the column 版本";
    NotHalfMonths "not-half-months" Error
        title "月数不是半个月的整数倍" / "the months are not whole half-months"
        remedy "填 0.5 的倍数" / "write a multiple of 0.5";
    ItemLongerThanProgramme "item-longer-than-programme" Error
        title "一项的月数超过整个方案的年限" / "an item is longer than its programme"
        remedy "核对月数与年限" / "check the months and the years";
    ProgrammeLongerThanYears "programme-longer-than-years" Warning
        title "各项月数之和超过方案年限" / "the items together are longer than the programme"
        remedy "核对月数与年限" / "check the months and the years";
    ImpossibleGroup "impossible-group" Error
        title "选科组的要求互相矛盾" / "the demands of the elective group contradict each other"
        remedy "核对 组最少、组最多、组月数 与组内各项" / "check the group's minimum, maximum and months against its items";
    DuplicateItem "duplicate-item" Error
        title "同一阶段同一标准科室重复" / "the same item is there twice"
        remedy "合并月数为一行，或分到不同阶段" / "add the months up in one row, or give them different stages";
    UnknownPrerequisite "unknown-prerequisite" Error
        title "先修的标准科室不在本方案中" / "the item to be taken first is not in the programme"
        remedy "改正名称，或在同一方案、同一版本补上这一项" / "correct the name, or add the item to the same programme and version";
    ImpossiblePrerequisite "impossible-prerequisite" Error
        title "先修次序无法满足" / "the order of the items cannot be kept"
        remedy "去掉其中一个先修，或改正阶段" / "remove one of them, or correct the stages";
    OverlappingEnrolments "overlapping-enrolments" Error
        title "同一人的在培记录重叠" / "two enrolments of one person overlap"
        remedy "只保留一个，或改正日期" / "keep one of them, or correct the dates";
    EnrolmentNotUsed "enrolment-not-used" Warning
        title "这条在培记录不在计划期内起作用，未使用" / "the enrolment is not the current one and is not used"
        remedy "无需改动" / "nothing";
    CategoryNotInTraining "category-not-in-training" Warning
        title "此类人员不参加轮转，在培记录不起作用" / "people of this category do not rotate; the enrolment has no effect"
        remedy "核对人员类别" / "check the category of the person";
    ItemWithoutSeats "item-without-seats" Warning
        title "没有一个科室能培训这一项" / "no department teaches this item"
        remedy "在“科室”表为有关科室填 标准科室 和 培训容量" / "give a department this standard and seats";
    // History and pins.
    OverlappingHistory "overlapping-history" Error
        title "同一人的历史记录重叠" / "two past stays of one person overlap"
        remedy "改正日期" / "correct the dates";
    HistoryAfterStart "history-after-start" Error
        title "历史记录始于计划期内" / "a past stay begins inside the plan"
        remedy "尚未开始的安排请放到“既定”表" / "put what has not begun yet into the fixed table";
    ContradictsPublication "contradicts-publication" Error
        title "历史记录与已发布的安排矛盾" / "a past stay contradicts what was published"
        remedy "删去或改正这一行；若实际去了别处，先调整方案并发布" / "remove or correct the row; if it did happen, publish a repaired plan first";
    DiffersFromPublication "differs-from-publication" Warning
        title "历史记录与已发布安排的日期不同，以发布的为准" / "a past stay has other dates than were published, which hold"
        remedy "删去这一行；若发布的日期有误，调整方案并发布" / "remove the row; if the published dates are wrong, publish a repaired plan";
    PublishedPersonMissing "published-person-missing" Error
        title "已发布的安排还在进行，人员表里却没有此人" / "a published stay goes on, but the staff no longer have the person"
        remedy "补上此人；已离职的填写“可派止”" / "put the person back; for one who has left, fill in available_until";
    PublishedPostMissing "published-post-missing" Error
        title "已发布的安排还在进行，岗位却不存在了" / "a published stay goes on, but its post is no longer there"
        remedy "补上岗位；已撤销的填写“止”" / "put the post back; for one that is closed, fill in until";
    HistoryWithoutItem "history-without-item" Warning
        title "这段轮转对不上方案中的任何一项" / "this rotation fits no open item of the programme"
        remedy "核对科室的标准科室；不认可的时间无需改动" / "check the standards of the department; nothing if the time does not count";
    CarriedInWithoutPost "carried-in-without-post" Error
        title "计划期开始时仍在岗，但找不到对应岗位" / "a stay reaches into the plan but its post is not known"
        remedy "在“科室或岗位”列写岗位代码，并确认“岗位”表有这个岗位" / "write the post code in the column 科室或岗位, and see that the posts have it";
    PostOfOtherInstitution "post-of-other-institution" Error
        title "岗位不属于这个机构" / "the post belongs to another institution"
        remedy "改正机构或岗位代码" / "correct the institution or the post code";
    UnknownPlace "unknown-place" Error
        title "找不到这个岗位、机构或科室" / "there is no such post, institution or department"
        remedy "写岗位代码、机构代码，或“机构代码+科室”" / "write a post code, an institution code, or “institution code+department”";
    PinInPublishedMonths "pin-in-published-months" Error
        title "要锁定的安排始于已发布的月份" / "a fixed stay begins in a month that is published"
        remedy "从未发布的月份起锁定；要改已发布的月份，用 replan 生成调整方案" / "fix it from a later month on; to change what is published, make a repair with replan";
    PinOffSlot "pin-off-slot" Warning
        title "既定安排没有从时段首日起、到时段末日止，已放宽到整时段" / "the pin does not cover whole slots; it was widened"
        remedy "起日填 1 日或 16 日，止日填 15 日或月末" / "start on the 1st or 16th, end on the 15th or the last day";
    PinBeforeHorizon "pin-before-horizon" Error
        title "锁定的安排始于计划期之前" / "a locked pin begins before the plan"
        remedy "已经开始的安排请放到“历史”表" / "put what has begun into the history";
    PinOutsideHorizon "pin-outside-horizon" Warning
        title "既定安排不在计划期内，未使用" / "the pin lies outside the plan and is not used"
        remedy "无需改动" / "nothing";
    PinOverLeave "pin-over-leave" Error
        title "锁定的安排与请假或豁免冲突" / "a locked pin runs over leave or an exemption"
        remedy "改日期，或取消其中之一" / "change the dates, or withdraw one of them";
    PinsConflict "pins-conflict" Warning
        title "既定安排互相冲突" / "pins contradict each other"
        remedy "取消其中之一，或改日期" / "withdraw one of them, or change the dates";
    // Wishes and demands.
    UnknownWish "unknown-wish" Error
        title "意愿对象无法识别" / "the wish cannot be understood"
        remedy "写岗位、机构、机构代码+科室、月份，或（机构填写时）工号" / "write a post, an institution, institution code+department, a month, or (for a host) a person code";
    DuplicateWish "duplicate-wish" Error
        title "同一意愿写了两次" / "the same wish is there twice"
        remedy "只保留一行" / "keep one row";
    UnreadableScope "unreadable-scope" Error
        title "需求范围无法识别" / "the scope cannot be read"
        remedy "照此书写：机构:H1、T2；派驻类型:长期派驻" / "write it like 机构:H1、T2；派驻类型:长期派驻";
    UnknownPost "unknown-post" Error
        title "岗位代码不存在" / "there is no such post"
        remedy "改正代码，或在“岗位”表补上" / "correct the code, or add it to the posts";
    UnknownGrid "unknown-grid" Error
        title "网格不存在" / "there is no such grid area"
        remedy "改正名称，或在“机构”表填写网格" / "correct the name, or give institutions that grid";
    ScopeWithoutPosts "scope-without-posts" Warning
        title "这一需求没有对应的岗位" / "no post lies in the scope of this demand"
        remedy "核对范围，或在“岗位”表补上岗位" / "check the scope, or add posts";
    UnreadableCondition "unreadable-condition" Error
        title "人员条件无法识别" / "the condition cannot be read"
        remedy "照此书写：职称>=副高；类别:下派专家" / "write it like 职称>=副高；类别:下派专家";
    RequirementWithoutNumbers "requirement-without-numbers" Error
        title "需求没有任何人数" / "the demand has no numbers"
        remedy "最低、目标、最高 至少填一个" / "fill in at least one of minimum, target and maximum";
    // Pool.
    PoolPostHeldTwice "pool-post-held-twice" Error
        title "一个编制两人占用，或一人占用两个编制" / "a pool post is held twice, or a person holds two"
        remedy "一个编制同时只能一人占用；改正“占用人”" / "one person a post at a time: correct the occupant";
    MorePoolPostsThanSize "more-pool-posts-than-size" Error
        title "周转编制编号多于编制总数" / "there are more numbered pool posts than the pool has"
        remedy "核对“医共体”表的 编制周转池总数" / "check pool_size of the communities";
    PoolExhausted "pool-exhausted" Error
        title "周转池编制不够池内人员占用" / "the pool has too few posts for its people"
        remedy "核对 编制周转池总数，或改正人员的 编制类型" / "check pool_size, or the establishment of the people";
    OccupantWithoutStay "occupant-without-stay" Error
        title "占用人既非周转池人员，也没有占编的在岗安排" / "the occupant is neither pool-type nor on a stay that takes a pool post"
        remedy "清空“占用人”（人走编收），或在“历史”表补上其在岗安排" / "clear the occupant, or add the stay to the history";
    AmbiguousPool "ambiguous-pool" Error
        title "说不清属于哪个周转池" / "it is not clear which pool it belongs to"
        remedy "填写 医共体 或 使用机构" / "fill in the community or the institution";
    // Money, distances and days.
    DuplicateFund "duplicate-fund" Error
        title "同一经费同一年度出现了两次" / "the fund is there twice for one year"
        remedy "合并成一行；若是两笔经费，请用不同名称" / "make one row of them; two funds need different names";
    RateNeverApplies "rate-never-applies" Warning
        title "前面已有一行包括了它，这条补贴标准永远用不上" / "an earlier row covers the rate, which never applies"
        remedy "把更具体、或生效更晚的标准移到前面，或删去这一行" / "put the more special or the later rate first, or remove the row";
    HolidaysUnknown "holidays-unknown" Warning
        title "这些年份的节假日尚不清楚，工作日只除去周末" / "the holidays of these years are not known; only weekends are left out"
        remedy "国务院公布后，在“节假日”表填上休息日和调休上班日" / "once they are published, enter days off and make-up days in the table 节假日 (holidays)";
    HolidaySetTwice "holiday-set-twice" Error
        title "同一天既是休又是班" / "a day is both off and worked"
        remedy "只保留一行" / "keep one row";
    DistanceToItself "distance-to-itself" Error
        title "两端是同一个机构" / "both ends are the same institution"
        remedy "改正其中一个机构代码，或删去这一行" / "correct one of the codes, or remove the row";
    DistancesDisagree "distances-disagree" Error
        title "同样两个机构的距离前后不一致" / "the distances between two institutions disagree"
        remedy "来回按同一距离，只保留正确的一行" / "both ways are the same: keep the row that is right";
    // Rules.
    UnknownRule "unknown-rule" Error
        title "没有这条规则" / "there is no such rule"
        remedy "用 lunzhuan rules 查看规则名称" / "see lunzhuan rules for the names";
    UnknownParameter "unknown-parameter" Error
        title "这条规则没有这个参数" / "the rule has no such parameter"
        remedy "用 lunzhuan rules 查看参数名称" / "see lunzhuan rules for the names";
    InvalidParameterValue "parameter-value" Error
        title "参数取值不对" / "the value does not suit the parameter"
        remedy "按要求的种类和范围填写" / "write a value of that kind and range";
    RuleCannotChange "rule-cannot-change" Error
        title "这条规则不能这样改" / "the rule cannot be changed like that"
        remedy "删去这一改动：法定规则不能停用或放宽，弹性规则不能改为严格" / "take the change back: laws cannot be switched off or bent, soft rules cannot be made strict";
    RuleSetTwice "rule-set-twice" Error
        title "同一规则的设置互相矛盾" / "settings of one rule contradict each other"
        remedy "只保留一个" / "keep one of them";
}
