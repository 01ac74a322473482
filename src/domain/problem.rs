use super::*;
use crate::diagnostic::Bilingual;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something the tables did not say, and what was assumed instead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assumption {
    pub text: Bilingual,
}

/// Everything a plan depends on, resolved: what the tables say, without a word on how to plan.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// 县域名称
    pub county: String,
    /// 数据版本
    pub data_version: String,
    pub calendar: Calendar,
    pub communities: IndexVec<CommunityId, Community>,
    pub institutions: IndexVec<InstitutionId, Institution>,
    pub departments: IndexVec<DepartmentId, Department>,
    pub standard_departments: IndexVec<StandardDepartmentId, String>,
    pub specialties: IndexVec<SpecialtyId, String>,
    pub grids: IndexVec<GridId, String>,
    /// Posts of the table first, then the training seats of the departments.
    pub posts: IndexVec<PostId, Post>,
    pub people: IndexVec<PersonId, Person>,
    pub programmes: IndexVec<ProgrammeId, Programme>,
    /// At most one for each person, by person.
    pub enrolments: Vec<Enrolment>,
    pub history: Vec<HistoryEntry>,
    pub carried: Vec<CarriedStay>,
    /// First slot that may still be decided: before it only carried-in stays begin.
    pub frozen: SlotId,
    pub pins: Vec<Pin>,
    /// The plan in force; absent in a first plan.
    pub baseline: Option<Baseline>,
    pub preferences: Vec<Preference>,
    /// Those of the posts' headcounts first, then those of the table.
    pub requirements: IndexVec<RequirementId, Requirement>,
    pub pools: IndexVec<PoolId, Pool>,
    pub pool_categories: IndexVec<PoolCategoryId, PoolCategory>,
    pub pool_classes: IndexVec<PoolClassId, PoolClass>,
    pub pool_posts: IndexVec<PoolPostId, PoolPost>,
    /// Pool posts held by pool-type people, wherever they work: at most one for each, by person.
    pub standing: Vec<StandingOccupancy>,
    pub teams: IndexVec<TeamId, Team>,
    pub funds: IndexVec<FundId, Fund>,
    /// In the order of the table: the first that fits applies.
    pub rates: Vec<SubsidyRate>,
    /// By their ends, `one` before `other`.
    pub distances: Vec<Distance>,
    /// The county's own holidays and make-up days, by date.
    pub day_overrides: Vec<DayOverride>,
    /// By rule code.
    pub rule_settings: BTreeMap<String, RuleSetting>,
    pub assumptions: Vec<Assumption>,
}

/// What people call a post of an institution and perhaps a department, each absent where empty.
pub fn place_in_words(institution: &str, department: &str, name: &str, code: &str) -> Bilingual {
    // Names of posts often say where they are.
    let above: Vec<&str> = [institution, department].into_iter().filter(|part| !part.is_empty() && !name.contains(part)).collect();
    let named = |above: &str, between: &str, open: &str, close: &str| {
        let between = if above.is_empty() { "" } else { between };
        match name == code {
            true => format!("{above}{between}{code}"),
            false => format!("{above}{between}{name}{open}{code}{close}"),
        }
    };
    Bilingual::new(named(&above.concat(), " ", "（", "）"), named(&above.join(", "), ", ", " (", ")"))
}

/// What people call a place, with its code where it has one: 云龙镇卫生院全科医疗科 外科骨干（N12）.
impl Problem {
    pub fn post_in_words(&self, post: PostId) -> Bilingual {
        let post = &self.posts[post];
        let institution = self.institutions[post.institution].name.as_str();
        let department = post.department.map_or("", |department| self.departments[department].name.as_str());
        place_in_words(institution, department, &post.name, &post.code)
    }

    /// What a demand is about: its post where it is one post's own, else as the demand names it.
    pub fn scope_in_words(&self, requirement: &str, scope: &str) -> Bilingual {
        let known = self.requirements.find(|known| known.name == requirement && known.scope == scope);
        known.map_or_else(|| Bilingual::same(scope), |known| self.demand_in_words(known))
    }

    /// What the demand is about, as [`Self::scope_in_words`] says it.
    pub fn demand_in_words(&self, id: RequirementId) -> Bilingual {
        let requirement = &self.requirements[id];
        requirement.of_post.map_or_else(|| Bilingual::same(requirement.scope.as_str()), |post| self.post_in_words(post))
    }

    pub fn target_in_words(&self, target: PinTarget) -> Bilingual {
        match target {
            PinTarget::Post(post) => self.post_in_words(post),
            PinTarget::Department(department) => {
                let department = &self.departments[department];
                let institution = &self.institutions[department.institution].name;
                Bilingual::new(format!("{institution}{}", department.name), format!("{institution}, {}", department.name))
            }
            PinTarget::Institution(institution) => Bilingual::same(self.institutions[institution].name.clone()),
        }
    }
}

impl Problem {
    /// A problem without institutions, people or posts: the start of every construction.
    pub fn empty(calendar: Calendar) -> Self {
        Self {
            county: String::new(),
            data_version: String::new(),
            calendar,
            communities: IndexVec::new(),
            institutions: IndexVec::new(),
            departments: IndexVec::new(),
            standard_departments: IndexVec::new(),
            specialties: IndexVec::new(),
            grids: IndexVec::new(),
            posts: IndexVec::new(),
            people: IndexVec::new(),
            programmes: IndexVec::new(),
            enrolments: Vec::new(),
            history: Vec::new(),
            carried: Vec::new(),
            frozen: SlotId(0),
            pins: Vec::new(),
            baseline: None,
            preferences: Vec::new(),
            requirements: IndexVec::new(),
            pools: IndexVec::new(),
            pool_categories: IndexVec::new(),
            pool_classes: IndexVec::new(),
            pool_posts: IndexVec::new(),
            standing: Vec::new(),
            teams: IndexVec::new(),
            funds: IndexVec::new(),
            rates: Vec::new(),
            distances: Vec::new(),
            day_overrides: Vec::new(),
            rule_settings: BTreeMap::new(),
            assumptions: Vec::new(),
        }
    }
    /// The pool that the institution's community draws on.
    pub fn pool_of(&self, institution: InstitutionId) -> Option<PoolId> {
        self.communities[self.institutions[institution].community?].pool
    }
    /// The person's programme, if in training.
    pub fn enrolment(&self, person: PersonId) -> Option<&Enrolment> {
        self.enrolments.binary_search_by_key(&person, |enrolment| enrolment.person).ok().map(|index| &self.enrolments[index])
    }
    /// The pool post that a pool-type person holds wherever they work.
    pub fn standing_of(&self, person: PersonId) -> Option<&StandingOccupancy> {
        self.standing.binary_search_by_key(&person, |standing| standing.person).ok().map(|index| &self.standing[index])
    }
    /// How far two institutions are apart, in either order; none where the county has not said, nor from one to itself.
    pub fn distance(&self, one: InstitutionId, other: InstitutionId) -> Option<&Distance> {
        let ends = (one.min(other), one.max(other));
        self.distances.binary_search_by_key(&ends, |distance| (distance.one, distance.other)).ok().map(|index| &self.distances[index])
    }
}
