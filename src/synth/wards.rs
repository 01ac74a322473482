//! Departments of hospitals and clinics, with the specialists that they send and the staff that they keep.

use super::county::{County, Department};
use super::institutions::centre_of;

/// Where a department stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Site {
    Lead,
    /// The hospital of Chinese medicine, where there is one.
    Chinese,
    Centre,
}

/// Name, site, standard departments that it teaches, its share of the specialists (where it is 0, all stay).
const WARDS: &[(&str, Site, &[&str], usize)] = &[
    ("全科医学科", Site::Lead, &["全科门诊"], 14),
    ("心血管内科", Site::Lead, &["心血管内科", "内科"], 12),
    ("外科", Site::Lead, &["外科"], 12),
    ("公共卫生科", Site::Lead, &["公共卫生"], 9),
    ("儿科", Site::Lead, &["儿科"], 9),
    ("妇产科", Site::Lead, &["妇产科"], 9),
    ("急诊科", Site::Lead, &["急诊科"], 9),
    ("呼吸内科", Site::Lead, &["呼吸内科", "内科"], 9),
    ("中医科", Site::Chinese, &["中医科"], 8),
    ("康复科", Site::Chinese, &["康复科"], 6),
    ("消化内科", Site::Lead, &["消化内科", "内科"], 6),
    ("神经内科", Site::Lead, &["神经内科"], 5),
    ("内分泌科", Site::Lead, &["内分泌科"], 0),
    ("肾内科", Site::Lead, &["肾内科"], 0),
    ("重症医学科", Site::Lead, &["重症医学科"], 0),
    ("老年医学科", Site::Lead, &["老年医学科"], 0),
    ("皮肤科", Site::Lead, &["皮肤科"], 0),
    ("眼耳鼻喉科", Site::Lead, &["眼科", "耳鼻喉科"], 0),
    ("影像科", Site::Lead, &["影像科"], 0),
    ("精神科", Site::Centre, &["精神科"], 0),
    ("感染科", Site::Centre, &["感染科"], 0),
];
/// Departments that send anybody have so many specialists on average, at least.
const SPECIALISTS_OF_A_WARD: usize = 4;
/// One in so many has a central clinic for a home.
const SPECIALISTS_FOR_ONE_AT_A_CLINIC: usize = 25;
const GRADES: [&str; 7] = ["副高", "中级", "中级", "副高", "中级", "初级", "正高"];
pub(super) const PRACTICE: &str = "基层实践";

/// The standard department's name in the community: bases teach their own trainees, centres those of all their communities.
pub(super) fn standard(county: &County, community: usize, name: &str) -> String {
    if county.communities.len() == 1 {
        return name.to_owned();
    }
    match WARDS.iter().find(|(_, site, standards, _)| *site == Site::Centre && standards.contains(&name)) {
        Some(_) => format!("{name}-中心{}", centre_of(community)),
        None => format!("{name}-基地{:02}", community + 1),
    }
}

pub(super) fn make(county: &mut County) {
    for community in 0..county.communities.len() {
        let total = county.communities[community].specialists;
        let at_clinics = (total / SPECIALISTS_FOR_ONE_AT_A_CLINIC).clamp(1, county.communities[community].central.len());
        county.communities[community].clinic_specialists = at_clinics;
        let sizes = specialists_of_wards(total - at_clinics);
        for (&(name, site, standards, _), specialists) in WARDS.iter().zip(sizes) {
            let Some(hospital) = hospital(county, community, site) else { continue };
            let standards = standards.iter().map(|name| standard(county, community, name)).collect();
            let ratio = if name == "全科医学科" { 2 } else { 3 };
            let ward = department(county, hospital, name, standards, ratio);
            staff_ward(county, ward, specialists);
            if specialists > 0 {
                county.communities[community].senders.push(ward);
            }
        }
        clinics(county, community);
    }
}

fn hospital(county: &County, community: usize, site: Site) -> Option<usize> {
    let hospitals = &county.communities[community].hospitals;
    let starting = |letter: char| hospitals.iter().copied().find(|hospital| county.institutions[*hospital].code.starts_with(letter));
    let lead = hospitals.first().copied();
    match site {
        Site::Lead => lead,
        Site::Chinese => hospitals.iter().copied().find(|hospital| county.institutions[*hospital].code.ends_with('B')).or(lead),
        Site::Centre => starting('Z'),
    }
}

/// Specialists by ward: the first wards of the list by their shares, two in each at least.
fn specialists_of_wards(total: usize) -> Vec<usize> {
    let senders = (total / SPECIALISTS_OF_A_WARD).clamp(3, WARDS.iter().filter(|ward| ward.3 > 0).count());
    let shares: usize = WARDS[..senders].iter().map(|ward| ward.3).sum();
    let mut sizes: Vec<usize> = WARDS.iter().map(|_| 0).collect();
    let spare = total - 2 * senders;
    for (size, ward) in sizes.iter_mut().zip(&WARDS[..senders]) {
        *size = 2 + spare * ward.3 / shares;
    }
    for place in 0..total - sizes.iter().sum::<usize>() {
        sizes[place % senders] += 1;
    }
    sizes
}

fn department(county: &mut County, institution: usize, name: &'static str, standards: Vec<String>, ratio: i64) -> usize {
    county.departments.push(Department {
        institution,
        name,
        standards,
        ratio,
        demand: 0.0,
        carried: 0,
        seats: 0,
        specialists: Vec::new(),
        staff: Vec::new(),
        away: 0,
    });
    county.departments.len() - 1
}

/// A fifth of the staff may be away: so many stay that this is a third of the specialists.
fn staff_ward(county: &mut County, ward: usize, specialists: usize) {
    let away = (specialists + 1) / 3;
    let staff = if specialists == 0 { 3 } else { (5 * away.max(1)).saturating_sub(specialists).max(1) };
    let name = county.departments[ward].name;
    county.departments[ward].away = if specialists == 0 { 0 } else { away.max(1) as i64 };
    for number in 0..specialists {
        add_specialist(county, ward, GRADES[number % GRADES.len()], name);
    }
    for number in 0..staff {
        add_staff(county, ward, GRADES[(number + 1) % GRADES.len()]);
    }
}

fn add_specialist(county: &mut County, ward: usize, grade: &'static str, specialty: &str) {
    let communities = county.communities.len();
    let person = county.person("A", "专家", county.departments[ward].institution, "下派专家");
    let multi_site = county.draw.percent(12 / communities);
    let establishment = match county.draw.below(20) {
        0 | 1 => "编外",
        2 | 3 => "备案制",
        _ => "实名编制",
    };
    let grassroots = county.draw.between(0, 6) * 2;
    let volunteer = county.draw.percent(5);
    let who = &mut county.people[person];
    (who.department, who.grade, who.specialty) = (Some(ward), grade, specialty.to_owned());
    (who.multi_site, who.establishment, who.grassroots, who.volunteer) = (multi_site, establishment, Some(grassroots), volunteer);
    who.telephone = Some(format!("内线{}", person % 9000 + 1000));
    county.departments[ward].specialists.push(person);
}

/// Somebody who stays: counted, never planned.
pub(super) fn add_staff(county: &mut County, ward: usize, grade: &'static str) -> usize {
    let (institution, name) = (county.departments[ward].institution, county.departments[ward].name);
    let person = county.person("B", "职工", institution, "在岗职工");
    let who = &mut county.people[person];
    (who.department, who.grade, who.specialty) = (Some(ward), grade, name.to_owned());
    county.departments[ward].staff.push(person);
    person
}

/// General practice in every clinic, taught in some of them; an emergency doctor in the first clinic of each grid area; village doctors
/// where there are stations.
fn clinics(county: &mut County, community: usize) {
    let clinics = county.communities[community].clinics();
    let bases = (clinics.len() / 4).clamp(1, 5);
    let mut last_grid = None;
    for (index, &clinic) in clinics.iter().enumerate() {
        let standards = if index < bases { vec![standard(county, community, PRACTICE)] } else { Vec::new() };
        let ward = department(county, clinic, "全科医疗科", standards, 2);
        for number in 0..2 {
            add_staff(county, ward, GRADES[(number + 1) % GRADES.len()]);
        }
        if index < county.communities[community].clinic_specialists {
            add_specialist(county, ward, "中级", WARDS[0].0);
            county.departments[ward].away = 1;
        }
        let grid = county.institutions[clinic].grid.clone();
        if grid != last_grid {
            let person = county.person("B", "职工", clinic, "在岗职工");
            let who = &mut county.people[person];
            (who.grade, who.specialty, who.is_bound) = ("中级", "急诊科".into(), index % 3 != 1);
            last_grid = grid;
        }
        let stations =
            county.communities[community].stations.iter().filter(|station| county.institutions[**station].parent == Some(clinic)).count();
        for _ in 0..stations.div_ceil(3) {
            let person = county.person("D", "村医", clinic, "乡村医生");
            let who = &mut county.people[person];
            (who.specialty, who.licence, who.establishment) = ("全科".into(), "乡村医生", "编外");
        }
    }
}
