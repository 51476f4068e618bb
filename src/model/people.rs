//! Everybody named on a paper, and the units they belong to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{PersonId, UnitId};
use super::{choices, record::record};

choices! {
    /// Where somebody stands in the Party.
    Standing {
        /// Full member.
        Member = "正式党员",
        /// Probationary member.
        Probationary = "预备党员",
        /// Applicant.
        Applicant = "入党积极分子",
    }
}

choices! {
    /// The six groups of the team. Source: office.md 5.
    Group {
        /// Fights fires while they are small.
        FireFirst = "初起火灾处置组",
        /// Leads people out.
        Evacuation = "疏散引导组",
        /// First aid.
        FirstAid = "应急救护组",
        /// Patrols.
        Patrol = "安全巡查组",
        /// Publicity and service.
        Service = "宣传服务组",
        /// Telephones.
        Communication = "通信联络组",
    }
}

choices! {
    /// A person's part in the team.
    Role {
        /// Leads it.
        Leader = "队长",
        /// Second in line.
        Deputy = "副队长",
        /// Member.
        Member = "队员",
    }
}

/// What makes a person a member of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Where they stand in the Party.
    pub standing: Standing,
    /// Their branch squad (支部分队).
    pub squad: String,
    /// Their group.
    pub group: Group,
    /// Their part in the team.
    pub role: Role,
}

choices! {
    /// What somebody is certified for.
    Skill {
        /// Electrical work.
        Electrician = "电工",
        /// First aid.
        FirstAid = "救护",
        /// Fire control room.
        FireControl = "消防控制室",
        /// Boilers.
        Boiler = "司炉",
    }
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// For what.
    pub skill: Skill,
    /// Its number; may be unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The last day it is valid, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

record! {
    /// Somebody named on a paper: members, leaders, signers, contractors alike.
    Person(PersonId), PersonField, PersonKey {
        /// The name as written on paper.
        name: String = Name "名称",
        /// The unit.
        unit: Option<UnitId> = Unit "单位",
        /// Post or title.
        title: String = Title "职务",
        /// Internal telephone.
        phone: String = Phone "电话",
        /// Mobile telephone; masked on wall prints.
        mobile: String = Mobile "手机",
        /// Whether a woman; for the roster's head count only.
        woman: bool = Woman "性别",
        /// Membership of the team, if any.
        membership: Option<Membership> = Membership "队员身份",
        /// Certificates.
        certificates: Vec<Certificate> = Certificates "证件",
    }
}

impl Person {
    /// Whether a certificate of that skill is valid on `day`. One without an end counts as valid.
    pub fn is_certified(&self, skill: Skill, day: NaiveDate) -> bool {
        self.certificates.iter().any(|certificate| {
            certificate.skill == skill && certificate.until.is_none_or(|until| day <= until)
        })
    }
}

record! {
    /// A unit of the mine, or a contractor.
    Unit(UnitId), UnitField, UnitKey {
        /// Its name.
        name: String = Name "名称",
        /// Who heads it.
        head: Option<PersonId> = Head "负责人",
        /// Its telephone.
        phone: String = Phone "电话",
        /// Whether it is a contractor.
        contractor: bool = Contractor "外委单位",
    }
}
