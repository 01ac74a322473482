//! What each table and column is for, in the words of those who fill them in.

mod columns;

use crate::diagnostic::Words;
use crate::source::{Column, TableKind};

/// What something means, and what is assumed where it is left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guide {
    pub what: Words,
    /// Empty where leaving it out means just that nothing is there.
    pub absent: Words,
}

/// The guide of a column.
pub(super) fn of_column(column: Column) -> Guide {
    columns::guide(column)
}

const fn guide(what: Words, absent: Words) -> Guide {
    Guide { what, absent }
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The guide of a table.
pub(super) fn of_table(kind: TableKind) -> Guide {
    match kind {
        TableKind::Settings => guide(
            words("整个计划：从哪个月排起、排几个月。只填一行。", "The plan as a whole: its first month and its months. One row."),
            words(
                "从历史最后一月的次月排起；没有历史时须在命令中写 --from 2027-01",
                "the month after the history; without one, --from 2027-01 must be given",
            ),
        ),
        TableKind::Communities => guide(
            words(
                "医共体和它的编制周转池，一个医共体一行；周转池以后变化的，再加一行并填生效日期。",
                "Communities and their staffing pools, a row each; a later size of the pool is another row with its date.",
            ),
            words("全部机构算作一个医共体，没有编制周转池", "one community over all institutions, without a pool"),
        ),
        TableKind::Institutions => guide(
            words(
                "所有机构，一个机构一行：派出的、接收的都要列。",
                "Every institution, a row each: those that send and those that receive.",
            ),
            words("", ""),
        ),
        TableKind::Departments => guide(
            words(
                "科室能带教几人、要留守几人。轮转培训须填本表。",
                "How many a department can train and how many must remain. Needed for training.",
            ),
            words(
                "科室按人员和岗位两表所写，没有培训容量和留守人数",
                "departments as staff and posts name them, without seats or minimum staff",
            ),
        ),
        TableKind::Posts => guide(words("要派人去的岗位，一个岗位一行。", "Posts that people are sent to, a row each."), words("", "")),
        TableKind::Staff => guide(
            words(
                "可能被派出、轮转的人，以及计入留守人数的人。一人一行，凭工号辨认。",
                "Whoever may be sent or rotate, and who counts as remaining staff. A row each; the code tells them apart.",
            ),
            words("", ""),
        ),
        TableKind::Leave => guide(
            words("请假。批准的假期内不安排。", "Leave. Nobody is placed over approved leave."),
            words("没有人请假", "nobody is on leave"),
        ),
        TableKind::Programmes => guide(
            words("培训方案，一项一行：去哪些标准科室，各几个月。", "Training programmes, an item a row: standard departments and months."),
            words("没有培训", "there is no training"),
        ),
        TableKind::Enrolments => guide(
            words("谁按哪个方案培训，从何时到何时。", "Who is trained by which programme, from when until when."),
            words("没有人在培", "nobody is in training"),
        ),
        TableKind::History => guide(
            words("计划开始前已去过和仍在的地方，用来接续和算资历。", "Where people have been, and still are, before the plan begins."),
            words("没有历史，人人从头算起", "no history: everybody starts afresh"),
        ),
        TableKind::Fixed => guide(
            words("已经定下的安排，或不许有的安排。", "Stays that are settled, or that must not be."),
            words("没有既定安排", "nothing is settled"),
        ),
        TableKind::Preferences => guide(
            words("个人想去哪里、何时去；接收单位想要谁。", "Where and when people would like to go; whom hosts would like."),
            words("没有意愿", "no wishes"),
        ),
        TableKind::Requirements => guide(
            words(
                "岗位人数以外的要求：每个乡镇几人、每季巡查几次等。",
                "Demands beyond the posts' numbers: so many at each township, visits per quarter.",
            ),
            words("只有岗位表的人数要求", "only the numbers of the posts"),
        ),
        TableKind::PoolPosts => guide(
            words(
                "有编号的周转编制，一个一行：谁占用，批给哪个机构。",
                "Numbered posts of the pool, a row each: who holds it, for which institution.",
            ),
            words("按周转池总数自动编号，都是通用的", "numbers are made up to the size of the pool, for any use"),
        ),
        TableKind::Rules => guide(
            words(
                "本县对规则的调整：启用、严格或弹性、参数、权重。lunzhuan rules 列出全部规则。",
                "The county's settings of the rules. lunzhuan rules lists them all.",
            ),
            words("所有规则用默认值", "every rule keeps its defaults"),
        ),
        TableKind::Teams => guide(
            words("一起派出的团队；队员在人员表的团队列填写。", "Teams that go together; members name their team in the staff table."),
            words("人员表里写了团队的，全队一起去", "teams of the staff table go with all their members"),
        ),
        TableKind::Funds => guide(
            words("发补贴的钱，每笔经费每年一行。", "Money for subsidies, a row for each fund and year."),
            words("补贴不限额", "subsidies have no limit"),
        ),
        TableKind::Rates => guide(
            words(
                "补贴标准。从上往下第一条符合的生效：特殊的写在前，一般的写在后。",
                "Rates of subsidies. The first that fits holds: special ones first, general ones after.",
            ),
            words("没有补贴", "no subsidies"),
        ),
        TableKind::Distances => guide(
            words("两个机构之间的路程，来回一样，写一行即可。", "The way between two institutions; one row serves both directions."),
            words("不计路程", "distances do not count"),
        ),
        TableKind::Holidays => guide(
            words("本县的放假和补班日，用于按工作日计发的补贴。", "The county's days off and make-up days, for rates a working day."),
            words("按国家公布的节假日；没有公布的年份只算双休", "published holidays; weekends alone in years not published"),
        ),
    }
}
