//! The problem under construction, with the codes that have been given out.

use super::cells::{Cells, both, quoted};
use super::published::CarriedFromPublication;
use super::settings::Horizon;
use crate::diagnostic::{Bilingual, Code, Fault, Location, Report};
use crate::domain::*;
use crate::source::{Column, TableKind, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// What a code stands for.
pub(super) enum Found<I> {
    Known(I),
    /// It exists but its own row or table is at fault, which has been said: nothing more is to be said.
    Broken,
    Unknown,
}

/// Codes of one kind.
pub(super) struct Register<I> {
    by_code: BTreeMap<String, Option<I>>,
    /// True when the table could not be read: any code may exist.
    is_incomplete: bool,
}

impl<I: Id> Register<I> {
    fn new(is_incomplete: bool) -> Self {
        Self { by_code: BTreeMap::new(), is_incomplete }
    }
    /// False when the code has been given out before.
    pub fn insert(&mut self, code: &str, id: Option<I>) -> bool {
        let is_new = !self.by_code.contains_key(code);
        if is_new {
            self.by_code.insert(code.to_owned(), id);
        }
        is_new
    }
    pub fn find(&self, code: &str) -> Found<I> {
        match self.by_code.get(code) {
            Some(Some(id)) => Found::Known(*id),
            Some(None) => Found::Broken,
            None if self.is_incomplete => Found::Broken,
            None => Found::Unknown,
        }
    }
    pub fn id(&self, code: &str) -> Option<I> {
        self.by_code.get(code).copied().flatten()
    }
}

pub(super) struct Builder<'a> {
    pub tables: &'a Tables,
    pub report: Report,
    pub problem: Problem,
    /// False when no start month is known: what depends on the calendar is then left unsaid.
    pub has_horizon: bool,
    pub institutions: Register<InstitutionId>,
    pub communities: Register<CommunityId>,
    pub posts: Register<PostId>,
    pub people: Register<PersonId>,
    departments: BTreeMap<(InstitutionId, String), DepartmentId>,
    posts_at: BTreeMap<InstitutionId, Vec<PostId>>,
    /// Standard departments by local name, where all departments of that name teach the same.
    aliases: BTreeMap<String, Vec<StandardDepartmentId>>,
    standards: BTreeMap<String, StandardDepartmentId>,
    specialties: BTreeMap<String, SpecialtyId>,
    pub grids: BTreeMap<String, GridId>,
    pub pool_categories: BTreeMap<String, PoolCategoryId>,
    /// Occupants that the pool posts table names.
    pub occupants: BTreeMap<PersonId, PoolPostId>,
    /// Pool posts that somebody holds.
    pub held: BTreeMap<PoolPostId, PersonId>,
    /// So many posts of each class, from its first, are known to be held.
    used_up: BTreeMap<PoolClassId, usize>,
    /// People of whom a history row could not be resolved: where they are is not known.
    pub unplaced: BTreeSet<PersonId>,
    /// Rows of the history for carried stays, by person, in the order of `problem.carried`.
    /// None where the stay follows from a publication.
    pub carried_rows: Vec<Option<Cells<'a>>>,
    pub carried_from_publications: Vec<CarriedFromPublication>,
    /// What was published before.
    pub published: &'a Published,
    pub horizon: Horizon,
}

impl<'a> Builder<'a> {
    pub fn new(tables: &'a Tables, horizon: Horizon, published: &'a Published) -> Self {
        Self {
            tables,
            report: Report::default(),
            problem: Problem::empty(horizon.calendar()),
            has_horizon: horizon.first_month.is_some(),
            institutions: Register::new(is_unreadable(tables, TableKind::Institutions)),
            communities: Register::new(is_unreadable(tables, TableKind::Communities)),
            posts: Register::new(is_unreadable(tables, TableKind::Posts)),
            people: Register::new(is_unreadable(tables, TableKind::Staff)),
            departments: BTreeMap::new(),
            posts_at: BTreeMap::new(),
            aliases: BTreeMap::new(),
            standards: BTreeMap::new(),
            specialties: BTreeMap::new(),
            grids: BTreeMap::new(),
            pool_categories: BTreeMap::new(),
            occupants: BTreeMap::new(),
            held: BTreeMap::new(),
            used_up: BTreeMap::new(),
            unplaced: BTreeSet::new(),
            carried_rows: Vec::new(),
            carried_from_publications: Vec::new(),
            published,
            horizon,
        }
    }
    pub fn finish(self) -> (Problem, Report) {
        (self.problem, self.report)
    }
    /// The rows of a table, in order; none when the table is absent or could not be read.
    pub fn rows(&self, kind: TableKind) -> Vec<Cells<'a>> {
        let tables: &'a Tables = self.tables;
        tables.table(kind).map_or_else(Vec::new, |table| table.rows().iter().map(|row| Cells { table, row }).collect())
    }
    pub fn has_rows(&self, kind: TableKind) -> bool {
        self.tables.table(kind).is_some()
    }
    pub fn assume(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.problem.assumptions.push(Assumption { text: Bilingual::new(zh, en) });
    }
    /// Reports the required tables that are missing or have no rows.
    pub fn require_tables(&mut self) {
        for kind in TableKind::ALL.iter().copied().filter(|kind| kind.is_required()) {
            if self.has_rows(kind) || self.tables.is_broken(kind) {
                continue;
            }
            let (location, found) = match self.tables.header_only(kind) {
                Some(table) => (table.location(), both("只有表头，没有内容", "a header without rows")),
                None => (Location::default(), Bilingual::default()),
            };
            let expected =
                both(format!("“{}”表（{}）", kind.chinese(), kind.english()), format!("a table {} ({})", kind.english(), kind.chinese()));
            self.report.push(Fault { location, code: Code::MissingTable, found, expected });
        }
    }
    /// The institution that the cell names, reporting one that does not exist.
    pub fn institution(&mut self, cells: Cells, column: Column) -> Option<InstitutionId> {
        let found = self.institutions.find(cells.text(column)?);
        self.known(found, cells, column, Code::UnknownInstitution, ("“机构”表里的代码", "a code of the institutions table"))
    }
    pub fn person(&mut self, cells: Cells, column: Column) -> Option<PersonId> {
        let found = self.people.find(cells.text(column)?);
        self.known(found, cells, column, Code::UnknownPerson, ("“人员”表里的工号", "a person code of the staff table"))
    }
    pub fn community(&mut self, cells: Cells, column: Column) -> Option<CommunityId> {
        let found = self.communities.find(cells.text(column)?);
        self.known(found, cells, column, Code::UnknownCommunity, ("“医共体”表里的代码", "a code of the communities table"))
    }
    pub fn known<I>(&mut self, found: Found<I>, cells: Cells, column: Column, code: Code, expected: (&str, &str)) -> Option<I> {
        match found {
            Found::Known(id) => Some(id),
            Found::Broken => None,
            Found::Unknown => {
                cells.reject(&mut self.report, code, column, both(expected.0, expected.1));
                None
            }
        }
    }
    /// The department of that local name, if there is one.
    pub fn find_department(&self, institution: InstitutionId, name: &str) -> Option<DepartmentId> {
        self.departments.get(&(institution, name.to_owned())).copied()
    }
    /// A new department; none when the institution has one of that name.
    pub fn add_department(&mut self, department: Department) -> Option<DepartmentId> {
        let key = (department.institution, department.name.clone());
        if self.departments.contains_key(&key) {
            return None;
        }
        let id = self.problem.departments.push(department);
        self.departments.insert(key, id);
        Some(id)
    }
    /// The department that the cell names, made where the departments table lacks it.
    pub fn department(&mut self, cells: Cells, column: Column, institution: InstitutionId) -> Option<DepartmentId> {
        let name = cells.text(column)?;
        if let Some(id) = self.find_department(institution, name) {
            return Some(id);
        }
        if self.has_rows(TableKind::Departments) {
            let host = self.problem.institutions[institution].name.clone();
            let found = Bilingual::same(format!("{host} {}", quoted(name)));
            cells.fault(&mut self.report, Code::UnknownDepartment, column, found, Bilingual::default());
        }
        self.add_department(Department {
            institution,
            name: name.to_owned(),
            standards: Vec::new(),
            standard_codes: Vec::new(),
            seats: None,
            supervision_ratio: None,
            minimum_staff: None,
            minimum_grade: None,
            away_percent: None,
            teacher: None,
        })
    }
    /// Posts of the table and training posts there, in order, once both are complete.
    pub fn posts_at(&self, institution: InstitutionId) -> &[PostId] {
        self.posts_at.get(&institution).map_or(&[], Vec::as_slice)
    }
    pub fn index_posts(&mut self) {
        for (id, post) in self.problem.posts.iter() {
            self.posts_at.entry(post.institution).or_default().push(id);
        }
    }
    /// Standard departments that local departments of this name teach wherever there are any; none when they do not agree.
    pub fn alias(&self, name: &str) -> &[StandardDepartmentId] {
        self.aliases.get(name).map_or(&[], Vec::as_slice)
    }
    pub fn index_aliases(&mut self) {
        for department in self.problem.departments.values().filter(|department| !department.standards.is_empty()) {
            match self.aliases.get_mut(&department.name) {
                None => drop(self.aliases.insert(department.name.clone(), department.standards.clone())),
                Some(known) if *known != department.standards => known.clear(),
                Some(_) => {}
            }
        }
    }
    /// The first post of the class that nobody holds.
    pub fn free_post_of(&mut self, class: PoolClassId) -> Option<PoolPostId> {
        let posts = &self.problem.pool_classes[class].posts;
        let from = self.used_up.entry(class).or_insert(0);
        // Nothing is ever given back while the tables are read.
        while posts.get(*from).is_some_and(|post| self.held.contains_key(post)) {
            *from += 1;
        }
        posts.get(*from).copied()
    }
    pub fn standard(&mut self, name: &str) -> StandardDepartmentId {
        let list = &mut self.problem.standard_departments;
        *self.standards.entry(name.to_owned()).or_insert_with(|| list.push(name.to_owned()))
    }
    pub fn find_standard(&self, name: &str) -> Option<StandardDepartmentId> {
        self.standards.get(name).copied()
    }
    pub fn specialty(&mut self, name: &str) -> SpecialtyId {
        let list = &mut self.problem.specialties;
        *self.specialties.entry(name.to_owned()).or_insert_with(|| list.push(name.to_owned()))
    }
    pub fn grid(&mut self, name: &str) -> GridId {
        let list = &mut self.problem.grids;
        *self.grids.entry(name.to_owned()).or_insert_with(|| list.push(name.to_owned()))
    }
    pub fn pool_category(&mut self, name: &str) -> PoolCategoryId {
        let list = &mut self.problem.pool_categories;
        *self.pool_categories.entry(name.to_owned()).or_insert_with(|| list.push(PoolCategory { name: name.to_owned() }))
    }
}

fn is_unreadable(tables: &Tables, kind: TableKind) -> bool {
    // A required table that is absent is reported once; its codes are not missed one by one.
    tables.is_broken(kind) || (kind.is_required() && tables.table(kind).is_none())
}
