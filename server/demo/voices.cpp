// SPDX-License-Identifier: Apache-2.0
#include "server/demo/voices.hpp"

#include <array>
#include <span>

namespace kongdi::server::demo {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kRooms[]{
    "以前是居委会的办公室", "原来的活动室，居委会搬走以后就没开过门", "老的警务室，两间连着",
    "社区二楼的会议室，一年用不了几回", "原来的图书室，书都搬走了"};
constexpr std::string_view kRoomWishes[]{"能不能改成老年人白天坐坐的地方", "想要一个带小孩的托育点",
                                         "改成阅览室也好", "希望能开放给大家排练、下棋"};

constexpr std::string_view kShops[]{"一楼的门面，卷帘门一直拉着", "单位的老门市部，牌子还在",
                                    "银行搬走以后空着的门面", "国企的办公房，三间"};
constexpr std::string_view kShopWishes[]{"这里开个老年食堂最合适", "缺个药店，这里就挺好",
                                         "做个卫生站吧，老人拿药方便",
                                         "离菜场近，可以做便民服务点"};

constexpr std::string_view kSchools[]{"停办的幼儿园，滑梯还在院子里", "小学并走以后留下的一排平房",
                                      "老的村校，有个小操场"};
constexpr std::string_view kSchoolWishes[]{"房子结实，可以做托育和老人日间照料",
                                           "院子大，改成一老一小的活动中心多好",
                                           "希望不要拆，修一修给大家用"};

constexpr std::string_view kBoilers[]{"废了的锅炉房，烟囱还立着", "老煤房，现在堆着旧家具",
                                      "以前的水泵房，设备早拆了", "旧配电房，换了新的以后就锁着"};
constexpr std::string_view kBoilerWishes[]{
    "层高够，改个食堂或者小超市都行", "拆了铺平也好，现在夏天蚊子多", "里面敞亮，适合做活动室"};

constexpr std::string_view kSheds[]{"自行车棚没什么人停车了，一半堆着杂物",
                                    "车棚顶漏雨，只剩几辆没主的旧车",
                                    "老车库，现在大家都骑电动车停楼下了"};
constexpr std::string_view kShedWishes[]{"放快递柜正好，现在取件要走到大门口", "想装几样健身器材",
                                         "改成充电的车棚也行，楼道里充电不安全",
                                         "摆几张石桌石凳，老人下棋用"};

constexpr std::string_view kPillars[]{"楼下架空层，空荡荡的", "架空层停了几辆坏的共享单车",
                                      "整层架空，下雨天小孩在这里跑"};
constexpr std::string_view kPillarWishes[]{"下雨天小孩有地方玩就好了", "放几张乒乓球台",
                                           "放学以后做作业的地方，有人看着最好",
                                           "围起来做个社区客厅"};

constexpr std::string_view kBasements[]{"地下室空着，潮气不重", "人防地下室，平时锁着",
                                        "地下一层的仓库，早就没人租了"};
constexpr std::string_view kBasementWishes[]{"打打乒乓球、放放器材可以", "给居民存放大件也好",
                                             "通风修好了可以做排练房"};

constexpr std::string_view kRoofs[]{"社区楼的屋顶平台，可以上去", "二层的大平台，防水刚做过",
                                    "菜场的屋顶，很大一块"};
constexpr std::string_view kRoofWishes[]{"种种菜、养养花，装好栏杆就行", "早上打太极的地方不够",
                                         "做个空中小花园"};

constexpr std::string_view kCorners[]{"围墙边一长条空地", "两幢楼中间的夹缝地，长满了草",
                                      "路口拐角这块三角地", "绿化枯了以后就一直是泥地",
                                      "变电箱旁边一小块"};
constexpr std::string_view kCornerWishes[]{"铺平了放两样健身器材", "给小孩做个沙坑", "放个快递柜",
                                           "种点花，装个路灯，晚上走路不怕"};

constexpr std::string_view kBridges[]{"高架桥下面，停着几辆僵尸车", "桥下空地，围挡围了半年",
                                      "桥洞下面，下雨也淋不到"};
constexpr std::string_view kBridgeWishes[]{"做个篮球场，年轻人没地方打球", "桥下打羽毛球正好",
                                           "停车和运动一半一半"};

constexpr std::string_view kLots[]{"这块地围起来好几年了，一直没动工", "拆完以后就空着，里面长草",
                                   "储备用地，门口写着临时停车"};
constexpr std::string_view kLotWishes[]{"没盖之前先给大家做球场", "临时做个口袋公园也好",
                                        "哪怕先铺个跑道"};

constexpr std::string_view kRuins[]{"这排老平房墙都裂了", "违建拆了一半，砖头堆在那里",
                                    "危房，贴了告示，人都搬走了"};
constexpr std::string_view kRuinWishes[]{"拆了重盖一个综合服务楼吧", "太危险了，孩子老在旁边玩",
                                         "希望社区早点处理"};

constexpr std::string_view kFactories[]{"停产的小厂，厂房有七八米高", "旧仓库，以前放粮食的",
                                        "关掉的菜市场，棚子还在"};
constexpr std::string_view kFactoryWishes[]{
    "地方大，食堂、托育、健身都放得下", "改成菜场，现在买菜要走二十分钟", "厂里的人说愿意租给社区"};

constexpr std::string_view kFlats[]{"一楼的公房，租户搬走以后空着", "一楼套间，房管的房子",
                                    "底楼两室，窗户朝南"};
constexpr std::string_view kFlatWishes[]{"给独居老人做个小饭桌", "放学后看护孩子的地方",
                                         "做日间照料点，不用爬楼"};

constexpr std::string_view kTimes[]{"学校操场周末和晚上都空着", "单位的会议室，晚上没人用",
                                    "停车场白天空一大半"};
constexpr std::string_view kTimeWishes[]{"周末开放给居民就好", "晚上借给合唱队排练",
                                         "错开时间大家都方便"};

struct VoiceRow {
    std::string_view type;
    Words what;
    Words wishes;
};

constexpr VoiceRow kVoices[]{
    {"I01", kRooms, kRoomWishes},         {"I02", kShops, kShopWishes},
    {"I03", kSchools, kSchoolWishes},     {"I04", kBoilers, kBoilerWishes},
    {"I05", kSheds, kShedWishes},         {"I06", kPillars, kPillarWishes},
    {"I07", kBasements, kBasementWishes}, {"I08", kRoofs, kRoofWishes},
    {"I09", kCorners, kCornerWishes},     {"I10", kBridges, kBridgeWishes},
    {"I11", kLots, kLotWishes},           {"I12", kRuins, kRuinWishes},
    {"I13", kFactories, kFactoryWishes},  {"I14", kFlats, kFlatWishes},
    {"I15", kTimes, kTimeWishes},
};

constexpr std::string_view kSides[]{"东边", "西边", "南面", "北面", "旁边", "后面", "斜对面"};
constexpr std::string_view kSince[]{"空了快三年了",
                                    "听说疫情那会儿就没人用了",
                                    "一直锁着门",
                                    "平时堆点旧家具",
                                    "现在没人管",
                                    "前年物业换了以后就空着",
                                    "我搬来的时候就这样",
                                    "少说也有五六年了",
                                    "去年还租出去过，现在又空了"};
constexpr std::string_view kAsides[]{"晚上没有灯。",        "门口有两级台阶，轮椅上不去。",
                                     "钥匙在物业那里。",    "产权好像是厂里的，要问一问。",
                                     "邻居都说该用起来。",  "面积是我用步子量的，不太准。",
                                     "照片是早上拍的。",    "里面有点潮。",
                                     "业委会开会提过一次。"};
constexpr std::string_view kShort[]{"空着", "没人用，可惜了", "请来看看", "这里空的", "闲置很久了"};
constexpr std::string_view kEnglish[]{"Empty for years, please have a look.",
                                      "Locked since we moved in. Would make a good play room.",
                                      "Nobody uses it. A small gym, perhaps?"};

const VoiceRow& voice_of(std::string_view type) {
    for (const VoiceRow& row : kVoices)
        if (row.type == type) return row;
    return kVoices[0];
}

}  // namespace

std::string remark(const Town& town, std::string_view type, std::string_view near, Random& random) {
    const VoiceRow& voice = voice_of(type);
    const double draw = random.unit();
    if (draw < .14) return {};
    if (draw < .22) return std::string(random.pick(std::span(kShort)));
    if (draw < .24) return std::string(random.pick(std::span(kEnglish)));

    std::string text;
    if (random.chance(.7)) {
        text += random.chance(.3) ? town.name.substr(0, 6) + " " : std::string();
        text += near;
        text += random.pick(std::span(kSides));
        text += "，";
    }
    text += random.pick(voice.what);
    if (random.chance(.65)) {
        text += "，";
        text += random.pick(std::span(kSince));
    }
    text += "。";
    if (random.chance(.35)) text += random.pick(std::span(kAsides));
    if (random.chance(.6)) {
        if (random.chance(.2)) text += "\n";
        text += random.pick(voice.wishes);
        text += "。";
    }
    return text;
}

}  // namespace kongdi::server::demo
