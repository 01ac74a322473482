//! Typed ids: each noun of the problem has its own index type, so that a person can never be used where a post is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// An index into an [`IndexVec`] of its own kind.
pub trait Id: Copy + Ord + fmt::Debug {
    fn from_index(index: usize) -> Self;
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub struct $name(u32);
        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 items of one kind"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A community (医共体).
    CommunityId,
    /// A lead hospital, branch, extension point or village station (机构).
    InstitutionId,
    /// A department of an institution (科室).
    DepartmentId,
    /// A standard department of the training programmes (标准科室).
    StandardDepartmentId,
    /// A specialty (专业).
    SpecialtyId,
    /// A grid area (网格).
    GridId,
    /// A post that a stay can fill (岗位), or a department's training seats.
    PostId,
    /// A person (人员).
    PersonId,
    /// A training programme in one version (培训方案).
    ProgrammeId,
    /// An item of one programme: so much time in one standard department.
    ItemId,
    /// An elective group of one programme (选科组).
    GroupId,
    /// A staffing pool (编制周转池).
    PoolId,
    /// A sub-quota of the pool (专编专用), for example senior grade or village.
    PoolCategoryId,
    /// Pool posts that may stand in for one another: same pool, category, institution limit and validity.
    PoolClassId,
    /// One numbered pool post (周转编制编号).
    PoolPostId,
    /// A requirement (需求).
    RequirementId,
    /// A team that is dispatched together (团队).
    TeamId,
    /// A fund that pays subsidies (经费).
    FundId,
}

/// A vector indexed by a typed id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IndexVec<I, T> {
    items: Vec<T>,
    #[serde(skip)]
    kind: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> IndexVec<I, T> {
    pub const fn new() -> Self {
        Self { items: Vec::new(), kind: PhantomData }
    }
    /// Appends and returns the id of the new item.
    pub fn push(&mut self, item: T) -> I {
        let id = I::from_index(self.items.len());
        self.items.push(item);
        id
    }
    pub fn len(&self) -> usize {
        self.items.len()
    }
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }
    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::from_index)
    }
    /// Items with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(index, item)| (I::from_index(index), item))
    }
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (I, &mut T)> + ExactSizeIterator {
        self.items.iter_mut().enumerate().map(|(index, item)| (I::from_index(index), item))
    }
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }
    /// The first item that satisfies the test.
    pub fn find(&self, mut test: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(&mut test).map(I::from_index)
    }
}

impl<I: Id, T: Clone> IndexVec<I, T> {
    pub fn filled(value: T, len: usize) -> Self {
        Self { items: vec![value; len], kind: PhantomData }
    }
}

impl<I: Id, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Self::new()
    }
}
impl<I: Id, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(items: It) -> Self {
        Self { items: items.into_iter().collect(), kind: PhantomData }
    }
}
impl<I: Id, T> Index<I> for IndexVec<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}
impl<I: Id, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}
