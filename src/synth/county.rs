//! The nouns of a county that is being made up. Lists refer to one another by position.

use super::dataset::Dataset;
use super::draw::Draw;
use super::parameters::Parameters;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) struct County {
    pub parameters: Parameters,
    pub draw: Draw,
    pub communities: Vec<Community>,
    pub institutions: Vec<Institution>,
    pub departments: Vec<Department>,
    pub people: Vec<Person>,
    pub posts: Vec<Post>,
    /// Tables whose rows nobody comes back to.
    pub data: Dataset,
    /// Last number given, by prefix of the code.
    numbers: BTreeMap<&'static str, u32>,
}

/// A lead hospital and its members.
#[derive(Default)]
pub(super) struct Community {
    pub code: String,
    pub trainees: usize,
    pub specialists: usize,
    pub hospitals: Vec<usize>,
    pub central: Vec<usize>,
    pub townships: Vec<usize>,
    pub extensions: Vec<usize>,
    pub stations: Vec<usize>,
    /// Specialists whose home is a central clinic: they go to the smaller places only.
    pub clinic_specialists: usize,
    /// Departments that send specialists.
    pub senders: Vec<usize>,
    /// Its posts, which stand together.
    pub posts: Range<usize>,
    /// Pool posts: those held, those that posts of the whole plan take, and flexible ones on average.
    pub pool_standing: i64,
    pub pool_fixed: i64,
    pub pool_category: i64,
    pub pool_flexible: i64,
}

impl Community {
    /// Township clinics, central ones first.
    pub fn clinics(&self) -> Vec<usize> {
        self.central.iter().chain(&self.townships).copied().collect()
    }
}

pub(super) struct Institution {
    pub code: String,
    pub name: String,
    pub level: &'static str,
    pub parent: Option<usize>,
    pub community: usize,
    /// Own posts approved and filled.
    pub own_posts: Option<(i64, i64)>,
    pub grid: Option<String>,
    /// Pool posts that may be used there at once.
    pub pool_posts: i64,
}

pub(super) struct Department {
    pub institution: usize,
    pub name: &'static str,
    pub standards: Vec<String>,
    /// Trainees for each supervisor.
    pub ratio: i64,
    /// Half-months of trainees expected in the plan.
    pub demand: f64,
    /// Trainees who are there when the plan begins and stay for a while.
    pub carried: i64,
    pub seats: i64,
    pub specialists: Vec<usize>,
    pub staff: Vec<usize>,
    /// Specialists who may be away at once.
    pub away: i64,
}

#[derive(Default)]
pub(super) struct Person {
    pub code: String,
    pub name: String,
    pub institution: usize,
    pub department: Option<usize>,
    pub category: &'static str,
    pub grade: &'static str,
    pub specialty: String,
    pub licence: &'static str,
    pub multi_site: bool,
    pub establishment: &'static str,
    pub supervisor: bool,
    pub exemption: String,
    pub grassroots: Option<i64>,
    pub last_dispatch_end: Option<NaiveDate>,
    pub declaration: Option<NaiveDate>,
    pub team: Option<String>,
    pub spouse: Option<String>,
    pub volunteer: bool,
    pub telephone: Option<String>,
    /// Fixed, on a stay already or in a team: left alone by what makes life difficult.
    pub is_bound: bool,
    /// One of the few who teach in a department: not exempt, and on no leave.
    pub is_needed: bool,
}

impl Person {
    pub fn is_associate_senior(&self) -> bool {
        matches!(self.grade, "副高" | "正高")
    }
}

#[derive(Default)]
pub(super) struct Post {
    pub code: String,
    pub institution: usize,
    pub name: String,
    pub kind: &'static str,
    pub minimum: i64,
    pub target: i64,
    pub maximum: i64,
    pub grade: &'static str,
    pub specialties: Vec<String>,
    pub category: &'static str,
    pub terms: &'static str,
    pub load: &'static str,
    pub pool: &'static str,
    pub handover: bool,
    /// Months of the plan between which it is open; the whole of it where not given.
    pub window: Option<(i64, i64)>,
}

impl County {
    pub fn new(parameters: Parameters) -> Self {
        Self {
            parameters,
            draw: Draw::new(parameters.seed),
            communities: Vec::new(),
            institutions: Vec::new(),
            departments: Vec::new(),
            people: Vec::new(),
            posts: Vec::new(),
            data: Dataset::default(),
            numbers: BTreeMap::new(),
        }
    }
    /// Adds somebody with the next code of the prefix's people.
    pub fn person(&mut self, prefix: &'static str, title: &str, institution: usize, category: &'static str) -> usize {
        let number = self.numbers.entry(prefix).or_default();
        *number += 1;
        self.people.push(Person {
            code: format!("{prefix}{number:05}"),
            name: format!("{title}{number:05}"),
            institution,
            category,
            grade: "初级",
            licence: "执业医师",
            establishment: "实名编制",
            ..Person::default()
        });
        self.people.len() - 1
    }
    pub fn post(&mut self, post: Post) -> usize {
        self.posts.push(post);
        self.posts.len() - 1
    }
    /// Split as evenly as can be.
    pub fn share(total: u32, parts: u32, index: u32) -> usize {
        (total / parts + u32::from(index < total % parts)) as usize
    }
}
