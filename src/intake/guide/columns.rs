//! The guide of each column: what it means, and what is assumed where it is left empty.

use super::Guide;
use crate::diagnostic::Words;
use crate::source::Column;

macro_rules! guides {
    ($($column:ident $zh:literal / $en:literal $(absent $absent_zh:literal / $absent_en:literal)?;)+) => {
        pub(super) fn guide(column: Column) -> Guide {
            match column {
                $(Column::$column => Guide {
                    what: Words { zh: $zh, en: $en },
                    absent: guides!(@absent $($absent_zh $absent_en)?),
                },)+
            }
        }
    };
    (@absent) => { Words { zh: "", en: "" } };
    (@absent $zh:literal $en:literal) => { Words { zh: $zh, en: $en } };
}

guides! {
    SettingsCounty "县名，用在各表标题上" / "name of the county, for titles" absent "取第一个医共体，否则取级别最高的机构" / "the first community, else the institution of the highest level";
    SettingsStartMonth "从哪个月开始排，如 2027-01" / "first month of the plan, such as 2027-01" absent "历史最后一月的次月" / "the month after the history";
    SettingsMonths "排几个月，1 至 120" / "months of the plan, 1 to 120" absent "12" / "12";
    SettingsSlot "以半月还是整月为一格" / "whether a slot is half a month or a month" absent "半月" / "half a month";
    SettingsDataVersion "您给这份数据起的名称" / "your own label of this data";
    SettingsKey "另一种写法：项目和值各一列，每行一项设置" / "the other layout: a row for each setting, its key here";
    SettingsValue "另一种写法里该项目的值" / "the value of the key, in the other layout";
    CommunityCode "医共体的代码，其他表用它指认" / "code of the community, by which other tables name it";
    CommunityName "医共体名称" / "name of the community";
    CommunityLead "牵头机构的代码" / "code of the lead institution" absent "没有牵头机构" / "none";
    CommunityPoolSize "编制周转池一共多少个" / "posts in the staffing pool" absent "没有周转池" / "no pool";
    CommunityBranchShare "用在分院的周转编制至少占多少" / "lowest share of pool posts at branches" absent "60%" / "60%";
    CommunityShareBasis "上一列的比例按在用的算，还是按总数算" / "whether the share is of posts in use or of the pool's size" absent "在用" / "in use";
    CommunityPool "几个医共体合用一个周转池时，写同一个名称" / "communities that name the same pool share it" absent "各用各的" / "each its own";
    CommunityEffective "这一行的周转池总数从哪天起算" / "day from which the size of this row holds" absent "从一开始" / "from the beginning";
    InstitutionCode "机构的代码，其他表用它指认" / "code of the institution, by which other tables name it";
    InstitutionName "机构名称" / "name of the institution";
    InstitutionLevel "机构级别，从下拉列表选" / "level, from the list";
    InstitutionParent "上一级机构的代码" / "code of the institution above it" absent "没有上级" / "none";
    InstitutionCommunity "所属医共体的代码" / "code of its community" absent "随上级机构" / "that of the institution above it";
    InstitutionApprovedPosts "编办核定的编制数" / "establishment posts approved" absent "按没有空编" / "no free own posts";
    InstitutionFilledPosts "实际在编人数" / "posts that are filled" absent "按没有空编" / "no free own posts";
    InstitutionPoolCap "同时最多用几个周转编制" / "most pool posts at once" absent "不限" / "no limit";
    InstitutionGrid "所属网格、片区的名称" / "name of its grid area" absent "不属于网格" / "none";
    DepartmentInstitution "科室所在机构的代码" / "code of the institution";
    DepartmentName "科室在本院的名称" / "its local name";
    DepartmentStandards "对应培训方案里的哪些标准科室，可写多个" / "standard departments of programmes that it teaches, a list" absent "有培训容量时，同名的标准科室" / "with seats, the standard department of its own name";
    DepartmentSeats "同时最多带几名学员" / "most trainees at once" absent "不接收学员" / "takes no trainees";
    DepartmentRatio "一名带教老师最多带几人" / "trainees for each supervisor" absent "按带教规则" / "as the rule says";
    DepartmentMinimumStaff "至少留守几人" / "staff who must remain" absent "不要求" / "none asked";
    DepartmentMinimumGrade "留守的人里至少一人有此职称" / "at least one of those who remain has this grade" absent "不要求" / "none asked";
    DepartmentAwayShare "同时外派的人最多占科室多少" / "largest share of its staff away at once" absent "按派出规则，默认 20%" / "as the rule says, 20% by default";
    PostCode "岗位的代码，其他表用它指认" / "code of the post, by which other tables name it";
    PostInstitution "接收机构的代码" / "code of the host";
    PostDepartment "接收科室" / "department of the host" absent "不分科室" / "none";
    PostName "岗位名称" / "name of the post" absent "科室（或机构）加派驻类型" / "department or host, and kind";
    PostKind "派驻类型，从下拉列表选" / "kind of dispatch, from the list";
    PostMinimum "至少几人" / "fewest people at once" absent "0" / "0";
    PostTarget "希望几人" / "people wanted at once" absent "最低人数，至少 1" / "the minimum, at least 1";
    PostMaximum "最多几人" / "most people at once" absent "等于目标" / "the target";
    PostMinimumGrade "最低职称，也可写主治医师等" / "lowest grade, or a title" absent "不限" / "any";
    PostSpecialties "接受的专业，可写多个" / "accepted specialties, a list" absent "不限" / "any";
    PostCategories "接受的人员类别，可写多个" / "accepted categories, a list" absent "下派专家；进修岗位为进修" / "specialists; secondees for secondments";
    PostTerms "一次去几个月，可写多个，如 3、6、12" / "lengths in months, a list such as 3, 6, 12" absent "按任期规则；任职 12，巡诊 0.5" / "as the rule says; leadership 12, circuit 0.5";
    PostLoad "占一个人多少工作量，1 或 0.2 或 20%" / "share of a person's work: 1, 0.2 or 20%" absent "1；巡诊 20%" / "1; circuit 20%";
    PostPoolPost "是否占周转编制：否、是、需编，或周转编制的类别" / "whether it takes a pool post: no, yes, establishment, or a category of the pool" absent "否；任职为需编" / "no; establishment for leadership";
    PostHandover "任职岗位交接时，前后任同在一格" / "on a leadership post, holders overlap by a slot" absent "否" / "no";
    PostFrom "从哪天起要人" / "first day it may be filled" absent "计划开始" / "the plan's beginning";
    PostUntil "到哪天为止（填完整日期）" / "last day it may be filled, a full date" absent "计划结束" / "the plan's end";
    PersonCode "工号，一人一个，不可重复" / "code of the person, never used twice";
    PersonName "姓名，可以重名" / "name; names may repeat";
    PersonIdentity "身份证号，只作核对，导出时遮盖" / "identity number, for checking only, masked in exports";
    PersonInstitution "所在机构的代码" / "code of the home institution";
    PersonDepartment "所在科室" / "department of the home" absent "不分科室" / "none";
    PersonCategory "人员类别，从下拉列表选；只计数、不派出的填在岗职工" / "category, from the list; staff who are counted and never sent: staff";
    PersonGrade "职称，也可写主治医师等；不清楚就空着" / "grade or title; empty if not known" absent "不详，不作猜测" / "unknown, never guessed";
    PersonSpecialty "专业" / "specialty" absent "没有专业" / "none";
    PersonLicence "执业类别，从下拉列表选" / "licence, from the list" absent "不详" / "unknown";
    PersonMultiSite "是否已办多机构备案" / "filed for practice at several sites" absent "否" / "no";
    PersonEstablishment "编制类型，从下拉列表选" / "establishment type, from the list" absent "实名编制" / "own";
    PersonSupervisor "是否有带教资格" / "may teach trainees" absent "否" / "no";
    PersonAvailableFrom "从哪天起可以派" / "first day of being available" absent "一直可以" / "always";
    PersonAvailableUntil "到哪天为止可以派（填完整日期）" / "last day of being available, a full date" absent "一直可以" / "always";
    PersonExemption "不参加派出的缘由和日期，末尾写已批准，如 哺乳期(2027-01-01~2027-12-31)已批准" / "why and when exempt, ending in approved, such as lactation(2027-01-01~2027-12-31)approved" absent "没有" / "none";
    PersonGrassrootsMonths "历史表以外累计的基层月数" / "grassroots months besides those in the history" absent "0" / "0";
    PersonLastDispatchEnd "历史表以外最近一次派驻到哪天结束" / "end of the last dispatch besides those in the history" absent "没有" / "none";
    PersonDeclaredGrade "准备申报的职称" / "grade to be declared" absent "不申报" / "none";
    PersonDeclarationDate "准备申报的日期" / "date of the declaration" absent "不申报" / "none";
    PersonTeam "一起派出的团队名称" / "team that is sent together" absent "不在团队" / "none";
    PersonSpouse "配偶也在本表时，写配偶的工号" / "code of husband or wife, if also on the staff" absent "没有" / "none";
    PersonVolunteer "自愿多派，不受间隔限制" / "volunteers for more dispatches" absent "否" / "no";
    PersonTelephone "电话，导出时遮盖" / "telephone, masked in exports";
    LeavePerson "谁请假，写工号" / "code of the person";
    LeaveFrom "假期第一天" / "first day of leave";
    LeaveUntil "假期最后一天（填完整日期）" / "last day of leave, a full date";
    LeaveKind "什么假，照实写" / "kind of leave, in your own words";
    LeaveApproved "批准了没有；没批准的不起作用" / "approved or not; without approval it has no effect" absent "未批" / "not approved";
    ProgrammeName "方案名称" / "name of the programme";
    ProgrammeVersion "版本" / "version" absent "1" / "1";
    ProgrammeYears "几年，写在任一行" / "whole years, on any row" absent "不核对总年限" / "not checked";
    ProgrammeStage "第几阶段；前一阶段完成才进下一阶段" / "stage, from 1; taken one after another" absent "1" / "1";
    ProgrammeStandard "标准科室" / "standard department";
    ProgrammeMonths "几个月，0.5 的倍数" / "months, in steps of 0.5";
    ProgrammeSplittable "能否分几次去" / "may be taken in several pieces" absent "否" / "no";
    ProgrammeGroup "选修组的名称，同组几项里选" / "elective group, to choose among its items" absent "必修" / "compulsory";
    ProgrammeGroupMinimum "组内至少选几项" / "fewest items of the group" absent "1" / "1";
    ProgrammeGroupMaximum "组内最多选几项" / "most items of the group" absent "全部" / "all";
    ProgrammeGroupMonths "组内一共几个月" / "months of the group in all" absent "最少项数乘最长一项的月数" / "the minimum number of its longest item";
    ProgrammeAfter "须先完成哪些标准科室，可写多个" / "standard departments that come first, a list" absent "不限次序" / "any order";
    ProgrammeLevels "可在哪些级别的机构完成，可写多个" / "levels at which it may be taken, a list" absent "不限" / "any";
    EnrolmentPerson "学员的工号" / "code of the trainee";
    EnrolmentProgramme "培训方案名称" / "name of the programme";
    EnrolmentVersion "方案版本" / "version of the programme" absent "只有一个版本时用它" / "the only one";
    EnrolmentFrom "入培日期" / "first day of training";
    EnrolmentDeadline "应完成的日期" / "day by which it must be complete";
    HistoryPerson "谁，写工号" / "code of the person";
    HistoryInstitution "去的机构的代码" / "code of the institution";
    HistoryPlace "岗位代码，或科室名称" / "a post code, or a department";
    HistoryFrom "从哪天起" / "first day";
    HistoryUntil "到哪天止（填完整日期）" / "last day, a full date" absent "还在那里，一直到计划结束" / "still there, through the plan";
    HistoryKindColumn "下派、轮转还是进修" / "dispatch, training or secondment";
    FixedPerson "谁，写工号" / "code of the person";
    FixedTarget "岗位代码，或机构代码，或 机构代码+科室" / "a post, an institution, or institution+department";
    FixedFrom "从哪天起，1 日或 16 日" / "first day, the 1st or 16th";
    FixedUntil "到哪天止，15 日或月末（填完整日期）" / "last day, the 15th or the last, a full date";
    FixedKind "锁定：一定这样安排；禁止：一定不这样安排" / "locked: it happens; forbidden: it does not";
    PreferenceWisher "谁的意愿：工号，或机构代码" / "whose wish: a person or an institution";
    PreferenceWish "想要什么：岗位、机构、机构+科室、月份；机构则写工号" / "what: a post, an institution, a department, a month; for a host a person";
    PreferenceRank "第几志愿，1 最想" / "rank, 1 is the dearest";
    RequirementName "这项要求叫什么" / "name of the demand";
    RequirementScope "哪些岗位算数，如 级别:一般卫生院；派驻类型:长期派驻" / "which posts count, such as level: township; kind: resident posting";
    RequirementWho "什么样的人算数，如 职称>=副高" / "who counts, such as grade>=associate senior" absent "所有人" / "everybody";
    RequirementMeasure "怎么数：每时段、全期平均、每季人次等" / "how it is counted, from the list";
    RequirementMinimum "至少多少" / "minimum" absent "没有下限" / "none";
    RequirementTarget "希望多少" / "target" absent "不另设" / "none";
    RequirementMaximum "最多多少" / "maximum" absent "没有上限" / "none";
    RequirementStrict "严格的先满足" / "strict ones come first" absent "严格" / "strict";
    RequirementWeight "要紧程度，从 1 起" / "weight, from 1" absent "1" / "1";
    RequirementBasis "依据的文件或决定" / "where the demand comes from";
    RequirementFrom "从哪天起要求，如 2027-03-01" / "in force from, such as 2027-03-01" absent "全期" / "the whole plan";
    RequirementUntil "要求到哪天为止" / "in force until" absent "全期" / "the whole plan";
    PoolPostCode "周转编制的编号" / "number of the post";
    PoolPostCategory "专编专用的类别" / "purpose that it is kept for" absent "通用" / "any";
    PoolPostCommunity "所属医共体的代码" / "code of the community" absent "随使用机构；只有一个周转池时不必写" / "that of the institution, or the only one";
    PoolPostOccupant "现在谁占用，写工号" / "code of who holds it now" absent "空着" / "nobody";
    PoolPostInstitution "只批给这个机构用" / "approved for this institution only" absent "都可用" / "any";
    PoolPostFrom "批准从哪天起用" / "first day of the approval" absent "一直" / "always";
    PoolPostUntil "批准到哪天止（填完整日期）" / "last day of the approval, a full date" absent "一直" / "always";
    RuleName "规则名称，从下拉列表选，或写代码" / "rule, from the list, or its code";
    RuleEnabled "是否启用；法定规则不能停用" / "in use or not; a law cannot be switched off" absent "是" / "yes";
    RuleStrict "严格或弹性；法定规则不能改弹性" / "strict or flexible; a law cannot be made flexible" absent "按规则默认" / "as the rule has it";
    RuleParameter "要改的参数，一行一个" / "parameter to set, one a row";
    RuleValue "参数的取值" / "value of the parameter";
    RuleWeight "弹性规则的权重，从 1 起" / "weight of a flexible rule, from 1" absent "按规则默认" / "as the rule has it";
    RuleEffective "取值从哪天起生效" / "day from which the value holds" absent "从一开始" / "from the beginning";
    RuleBasis "依据的文件或决定" / "where the value comes from";
    TeamName "团队名称，与人员表一致" / "name of the team, as in the staff table";
    TeamMinimum "最少去几人" / "fewest members who go" absent "全队" / "all";
    TeamMaximum "最多去几人" / "most members who go" absent "全队" / "all";
    TeamLeaderPost "队里一人担任的任职岗位代码" / "leadership post that one member holds" absent "没有" / "none";
    FundName "经费名称" / "name of the fund";
    FundYear "哪一年，如 2027" / "calendar year, such as 2027";
    FundYuan "金额，单位是元，不是万元" / "amount in yuan, not in ten thousands";
    FundLevels "只付到这些级别的机构，可写多个" / "host levels that it pays for, a list" absent "不限" / "any";
    RateLevels "适用的机构级别，可写多个" / "host levels, a list" absent "不限" / "any";
    RateGrades "适用的职称，可写多个" / "grades, a list" absent "不限" / "any";
    RateYuan "每月或每个工作日多少元" / "yuan a month or a working day";
    RatePaidBy "按月还是按工作日" / "by month or by working day" absent "月" / "month";
    RateEffective "从哪天起执行" / "in force from this day" absent "一直" / "always";
    DistanceOne "一头的机构代码" / "code of one institution";
    DistanceOther "另一头的机构代码" / "code of the other";
    DistanceKilometres "公路里程，公里" / "kilometres by road";
    DistanceMinutes "车程，分钟" / "minutes by car" absent "不计" / "not counted";
    HolidayDate "哪一天" / "the day";
    HolidayKind "休：放假；班：补班" / "off, or worked";
}
