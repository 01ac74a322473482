//! Instances of the medical student scheduling benchmark as their `.dzn` files keep them.

use std::collections::BTreeMap;

/// All tables are indexed as in the file, from 0.
pub struct Instance {
    pub students: usize,
    pub disciplines: usize,
    pub hospitals: usize,
    /// Periods.
    pub horizon: usize,
    /// Periods that each placement takes.
    pub duration: usize,
    pub groups: usize,
    /// Placements of one student at one hospital, at most.
    pub most_at_hospital: i64,
    /// Group of each discipline.
    pub group_of: Vec<usize>,
    /// By student and group: disciplines to be taken.
    pub wanted: Vec<Vec<i64>>,
    /// By student and discipline.
    pub allowed: Vec<Vec<bool>>,
    /// By discipline and discipline that has to come before.
    pub preceded_by: Vec<Vec<bool>>,
    /// By student and period.
    pub available: Vec<Vec<bool>>,
    /// By student, hospital and discipline.
    pub able: Vec<Vec<Vec<bool>>>,
    /// By hospital, discipline and period.
    pub least: Vec<Vec<Vec<i64>>>,
    pub most: Vec<Vec<Vec<i64>>>,
    /// By student: weight of disciplines, of hospitals, of a change, of a waiting period.
    pub weights: Vec<[i64; 4]>,
    /// By student and discipline, by student and hospital, by discipline.
    pub likes_discipline: Vec<Vec<i64>>,
    pub likes_hospital: Vec<Vec<i64>>,
    pub hospital_likes: Vec<i64>,
}

impl Instance {
    /// Reads a file's text; the error names what is missing or does not fit.
    pub fn read(text: &str) -> Result<Self, String> {
        let file = File::read(text);
        let [students, disciplines, hospitals, horizon, duration, groups] =
            ["Students", "Disciplines", "Hospitals", "Horizon", "Duration", "Groups"].map(|key| file.count(key));
        let (students, disciplines, hospitals) = (students?, disciplines?, hospitals?);
        let (horizon, duration, groups) = (horizon?, duration?, groups?);
        let flags = |rows: Vec<Vec<i64>>| rows.into_iter().map(|row| row.into_iter().map(|cell| cell != 0).collect()).collect();
        let able = file.cube("Ability", [students, hospitals, disciplines])?;
        let weights = file.table("WeightPref", students, 4)?;
        let group_of = file.list("DiscGroup", disciplines)?;
        if group_of.iter().any(|group| !(1..=groups as i64).contains(group)) {
            return Err("DiscGroup names a group that is not there".into());
        }
        Ok(Self {
            students,
            disciplines,
            hospitals,
            horizon,
            duration,
            groups,
            most_at_hospital: file.count("MaxDiscPerHosp")? as i64,
            group_of: group_of.into_iter().map(|group| group as usize - 1).collect(),
            wanted: file.table("StudDiscGroup", students, groups)?,
            allowed: flags(file.table("AllowedDisc", students, disciplines)?),
            preceded_by: flags(file.table("Precededby", disciplines, disciplines)?),
            available: flags(file.table("Availability", students, horizon)?),
            able: able.into_iter().map(flags).collect(),
            least: file.cube("MinPosHosp", [hospitals, disciplines, horizon])?,
            most: file.cube("MaxPosHosp", [hospitals, disciplines, horizon])?,
            weights: weights.iter().map(|row| [row[0], row[1], row[2], row[3]]).collect(),
            likes_discipline: file.table("PrefStudDisc", students, disciplines)?,
            likes_hospital: file.table("PrefStudHosp", students, hospitals)?,
            hospital_likes: file.list("ManPref", disciplines)?,
        })
    }

    /// What a placement is worth to the objective, its order apart.
    pub fn value(&self, student: usize, discipline: usize, hospital: usize) -> i64 {
        let [of_disciplines, of_hospitals, ..] = self.weights[student];
        of_disciplines * self.likes_discipline[student][discipline]
            + of_hospitals * self.likes_hospital[student][hospital]
            + self.hospital_likes[discipline]
    }
}

/// The numbers of each statement.
struct File {
    numbers: BTreeMap<String, Vec<i64>>,
}

impl File {
    fn read(text: &str) -> Self {
        let code: String = text.lines().map(|line| line.split('%').next().unwrap_or("").to_owned() + "\n").collect();
        let statements = code.split(';').filter_map(|statement| statement.split_once('='));
        let numbers = statements.map(|(key, value)| {
            // Index sets of array3d stand before the bracket.
            let value = value.find('[').map_or(value, |at| &value[at..]);
            let words = value.split(|letter: char| !letter.is_ascii_digit() && letter != '-');
            (key.trim().to_owned(), words.filter_map(|word| word.parse().ok()).collect())
        });
        Self { numbers: numbers.collect() }
    }
    fn list(&self, key: &str, count: usize) -> Result<Vec<i64>, String> {
        let numbers = self.numbers.get(key).ok_or_else(|| format!("no {key}"))?;
        if numbers.len() != count {
            return Err(format!("{key} has {} numbers, not {count}", numbers.len()));
        }
        Ok(numbers.clone())
    }
    fn count(&self, key: &str) -> Result<usize, String> {
        let number = self.list(key, 1)?[0];
        usize::try_from(number).map_err(|_| format!("{key} is {number}"))
    }
    fn table(&self, key: &str, rows: usize, columns: usize) -> Result<Vec<Vec<i64>>, String> {
        let numbers = self.list(key, rows * columns)?;
        Ok(numbers.chunks(columns.max(1)).map(<[i64]>::to_vec).collect())
    }
    fn cube(&self, key: &str, [layers, rows, columns]: [usize; 3]) -> Result<Vec<Vec<Vec<i64>>>, String> {
        let rows_of_all = self.table(key, layers * rows, columns)?;
        Ok(rows_of_all.chunks(rows.max(1)).map(<[Vec<i64>]>::to_vec).collect())
    }
}
