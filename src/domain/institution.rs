use super::{CommunityId, GridId, InstitutionId};
use serde::{Deserialize, Serialize};

/// Institution level (机构级别), lowest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Level {
    /// 村卫生室
    Village,
    /// 延伸服务点
    ExtensionPoint,
    /// 一般卫生院
    Township,
    /// 中心卫生院
    CentralTownship,
    /// 县级
    County,
    /// 市三级
    CityTertiary,
}

impl Level {
    pub const ALL: [Level; 6] =
        [Level::Village, Level::ExtensionPoint, Level::Township, Level::CentralTownship, Level::County, Level::CityTertiary];

    /// Townships and below: service there counts as grassroots experience (基层).
    pub fn is_grassroots(self) -> bool {
        self <= Level::CentralTownship
    }
    /// Extension points and villages own no establishment posts.
    pub fn owns_posts(self) -> bool {
        self >= Level::Township
    }
    pub fn chinese(self) -> &'static str {
        match self {
            Level::Village => "村卫生室",
            Level::ExtensionPoint => "延伸服务点",
            Level::Township => "一般卫生院",
            Level::CentralTownship => "中心卫生院",
            Level::County => "县级",
            Level::CityTertiary => "市三级",
        }
    }
    pub fn english(self) -> &'static str {
        match self {
            Level::Village => "village",
            Level::ExtensionPoint => "extension point",
            Level::Township => "township",
            Level::CentralTownship => "central township",
            Level::County => "county",
            Level::CityTertiary => "city tertiary",
        }
    }
}

/// A hospital, clinic, extension point or village station (机构).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Institution {
    pub code: String,
    pub name: String,
    pub level: Level,
    pub parent: Option<InstitutionId>,
    pub community: Option<CommunityId>,
    /// Any member of a community below its lead hospital (分院, 成员单位).
    pub is_branch: bool,
    /// Approved establishment posts of its own (核定编制).
    pub approved_posts: Option<i64>,
    /// Own posts in use (实有在编).
    pub filled_posts: Option<i64>,
    /// At most so many pool posts at once (周转池上限).
    pub pool_cap: Option<i64>,
    pub grid: Option<GridId>,
}

impl Institution {
    /// Own establishment posts still free at the start; unknown counts as none.
    pub fn free_own_posts(&self) -> i64 {
        match (self.approved_posts, self.filled_posts) {
            (Some(approved), Some(filled)) if self.level.owns_posts() => (approved - filled).max(0),
            _ => 0,
        }
    }
}
