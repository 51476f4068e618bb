//! What the team has at hand for an emergency: what, how much, where, who keeps it, until when it may be used.
//! Source: `sources.md` 应急物资.

use chrono::NaiveDate;

use super::id::{PersonId, SiteId, SupplyId};
use super::plan::CardCode;
use super::{choices, record::record};

choices! {
    /// What it is for. Source: `sources.md` 应急物资.
    SupplyKind {
        /// Extinguishers.
        Extinguisher = "灭火器",
        /// Blankets, hoses, axes, sand against fire.
        FireGear = "消防器材",
        /// Respirators to get out with.
        Respirator = "自救呼吸器",
        /// Gloves, boots and rods of electricians.
        Insulated = "绝缘用具",
        /// What measures gas or heat.
        Detector = "检测仪器",
        /// First-aid boxes, medicines, defibrillators.
        FirstAid = "急救药品和除颤仪",
        /// Stretchers and blankets.
        Stretcher = "担架毛毯",
        /// Torches and lamps.
        Light = "照明",
        /// Radios and loudhailers.
        Radio = "通信喊话",
        /// Tapes, vests, helmets.
        Guard = "警戒防护",
        /// Against snow, ice and water.
        Snow = "除雪防汛",
        /// Generators and tools.
        Tool = "电源工具",
        /// Food and water.
        Food = "食品饮水",
        /// Vehicles, their keys and fuel.
        Vehicle = "车辆油料",
        /// Something else.
        Other = "其他",
    }
}

choices! {
    /// What state it is in.
    SupplyState {
        /// Ready to be used.
        Fit = "完好",
        /// There is less than there should be.
        Short = "待补充",
        /// To be mended or tested.
        Broken = "待维修",
        /// Not to be used.
        Withdrawn = "停用",
    }
}

record! {
    /// A kind of thing at one place. It is the mine's, and stays from season to season.
    Supply(SupplyId), SupplyField, SupplyKey {
        /// What it is called.
        name: String = Name "名称",
        /// What it is for.
        kind: Option<SupplyKind> = Kind "类别",
        /// The number on it.
        code: String = Code "编号",
        /// Its make.
        model: String = Model "型号规格",
        /// How much.
        amount: u16 = Amount "数量",
        /// Of what: 只, 具, 公斤.
        unit: String = Unit "计量单位",
        /// The site it lies at.
        site: Option<SiteId> = Site "存放场所",
        /// Where there, or where it lies if that is none of the sites.
        place: String = Place "存放位置",
        /// Who keeps it.
        keeper: Option<PersonId> = Keeper "保管人",
        /// The last day it may be used without being renewed, mended or tested.
        until: Option<NaiveDate> = Until "有效期至",
        /// When it was last looked at.
        checked: Option<NaiveDate> = Checked "上次检查",
        /// Who looked.
        checker: Option<PersonId> = Checker "检查人",
        /// When it is to be looked at again.
        next: Option<NaiveDate> = Next "下次检查",
        /// What state it is in.
        state: Option<SupplyState> = State "状态",
        /// The response cards it is for.
        cards: Vec<CardCode> = Cards "用于处置卡",
        /// Anything else.
        note: String = Note "备注",
    }
}
