//! Where the team looks after things: zones, sites, routes.

use super::id::{PersonId, RouteId, SiteId, UnitId, ZoneId};
use super::{choices, record::record};

choices! {
    /// What a site is; decides its checklist. Source: `sources.md` 责任区.
    SiteKind as super::mine::Mine::kind_word {
        /// Dormitory.
        Dormitory = "公寓",
        /// Canteen.
        Canteen = "食堂",
        /// Office building.
        Office = "办公楼",
        /// Warehouse.
        Warehouse = "材料库",
        /// Oil and grease store.
        OilStore = "油脂库",
        /// Substation.
        Substation = "变电所",
        /// Boiler house or hot-air furnace.
        BoilerHouse = "锅炉房",
        /// Coal preparation plant.
        PrepPlant = "洗煤厂",
        /// Lamp room.
        LampRoom = "矿灯房",
        /// Changing room and bathhouse.
        Bathhouse = "更衣室澡堂",
        /// Shaft-head complex.
        ShaftComplex = "联合建筑",
        /// Shaft collar house.
        ShaftHouse = "井口房",
        /// Gas drainage pump station.
        GasDrainageStation = "瓦斯抽采泵站",
        /// Explosives magazine.
        Magazine = "爆破器材库",
        /// Garage or workshop.
        Garage = "车库机修",
        /// Charging shed.
        ChargingShed = "充电棚",
        /// Gatehouse, CCTV or fire control room.
        Gatehouse = "门卫消控室",
        /// Dispatch room.
        Dispatch = "调度指挥中心",
        /// Timber or coal yard.
        Yard = "堆场煤场",
        /// Gas tanks.
        GasTank = "气站储罐",
        /// Clinic or activity room.
        Clinic = "卫生所活动室",
        /// Prefab hut.
        PrefabHut = "外委板房",
        /// Compressor house.
        Compressor = "压风机房",
        /// Hoist house.
        Hoist = "提升机房",
        /// Fire pump house and its pool.
        FirePump = "消防水泵房",
        /// Where batteries of vehicles are charged or changed.
        BatteryStation = "充换电站",
        /// Car park.
        CarPark = "停车场",
        /// Mine water or sewage works.
        WaterPlant = "污水处理站",
        /// Laboratory and coal samples.
        Laboratory = "化验室",
        /// Gas engines and gas boilers.
        GasUse = "瓦斯利用",
        /// Guest house and let shops.
        GuestHouse = "招待所商铺",
        /// Anything else.
        Other = "其他场所",
    }
}

record! {
    /// A responsibility zone: every site lies in exactly one.
    Zone(ZoneId), ZoneField, ZoneKey {
        /// Its name.
        name: String = Name "责任区名称",
        /// Who answers for it.
        keeper: Option<PersonId> = Keeper "责任人",
        /// Who stands in.
        backup: Option<PersonId> = Backup "B角",
    }
}

record! {
    /// A place on the surface that is looked after.
    Site(SiteId), SiteField, SiteKey {
        /// Its name, as on the door.
        name: String = Name "场所名称",
        /// What it is.
        kind: Option<SiteKind> = Kind "场所类别",
        /// Its zone.
        zone: Option<ZoneId> = Zone "责任区",
        /// The unit that keeps it.
        unit: Option<UnitId> = Unit "管理单位",
        /// Storeys, people sleeping there and the like.
        note: String = Note "说明",
        /// Who looks after those who live there: whoever keeps the house, or heads its people.
        warden: Option<PersonId> = Warden "楼长（宿管）",
        /// Where those who leave it in an emergency gather and are called by name.
        muster: String = Muster "集合点",
    }
}

impl Site {
    /// What it is, `Other` until somebody says.
    pub fn site_kind(&self) -> SiteKind {
        self.kind.unwrap_or(SiteKind::Other)
    }
}

record! {
    /// Points to walk, in their order.
    Route(RouteId), RouteField, RouteKey {
        /// Its name.
        name: String = Name "路线名称",
        /// The part of the surface it covers.
        area: String = Area "区域",
        /// The sites, in walking order.
        stops: Vec<SiteId> = Stops "路线各点",
    }
}
