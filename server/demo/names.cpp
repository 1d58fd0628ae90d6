// SPDX-License-Identifier: Apache-2.0
#include "server/demo/names.hpp"

#include <array>
#include <string_view>

#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

constexpr std::array<std::string_view, 42> kFirst{
    "云", "澄", "梧", "芷", "莳", "汐", "沁", "霁", "棠", "杏", "榆", "樟", "桑", "荷",
    "菱", "蓼", "芦", "苇", "鹭", "雁", "鹤", "鸢", "砚", "墨", "锦", "绣", "瑶", "琅",
    "璞", "钧", "禾", "穗", "粟", "麦", "稻", "茗", "陶", "窑", "青", "沐", "枫", "柚"};
constexpr std::array<std::string_view, 42> kSecond{
    "塘", "渡", "湾", "汀", "洲", "浦", "港", "桥", "堤", "里", "坊", "弄", "园", "圃",
    "苑", "庭", "院", "亭", "台", "阁", "楼", "岭", "坡", "岗", "坞", "谷", "峰", "岩",
    "泉", "池", "潭", "井", "林", "畈", "竹", "松", "梅", "兰", "和", "安", "宁", "康"};
constexpr std::size_t kCount = kFirst.size() * kSecond.size();

// Whose stems begin where: 1248 communities, 104 streets and the lines of their grid, apart.
constexpr std::size_t kStreetsFrom = 1250;
constexpr std::size_t kRoadsFrom = 1400;
constexpr std::size_t kRoadLines = 90;
constexpr std::size_t kRiversFrom = 1600;

std::size_t greatest_common_divisor(std::size_t a, std::size_t b) {
    return b == 0 ? a : greatest_common_divisor(b, a % b);
}

}  // namespace

std::size_t stem_count() { return kCount; }

std::string stem(std::uint64_t seed, std::size_t index) {
    // A step prime to the count visits every pair once; a large one keeps neighbours unlike.
    Random random = stream_of(seed, Purpose::Names);
    std::size_t step = kCount / 3 + random.below(kCount / 3);
    while (greatest_common_divisor(step, kCount) != 1) ++step;
    const std::size_t pair = (random.below(kCount) + index * step) % kCount;
    std::string name(kFirst[pair % kFirst.size()]);
    // Shifting the second list by the first's turn mixes both characters at each step.
    const std::size_t turn = pair / kFirst.size();
    name += kSecond[(turn + pair % kFirst.size()) % kSecond.size()];
    return name;
}

std::string community_name(std::uint64_t seed, int community) {
    return stem(seed, static_cast<std::size_t>(community)) + "社区";
}

std::string street_name(std::uint64_t seed, int street) {
    return stem(seed, kStreetsFrom + static_cast<std::size_t>(street)) + "街道";
}

std::string road_name(std::uint64_t seed, int line, bool eastward, bool is_main) {
    const std::size_t at = static_cast<std::size_t>(line) + (eastward ? 0 : kRoadLines);
    return stem(seed, kRoadsFrom + at) + (is_main ? "大道" : eastward ? "街" : "路");
}

std::string river_name(std::uint64_t seed, int line) {
    const std::string name = stem(seed, kRiversFrom + static_cast<std::size_t>(line));
    return name.substr(0, 3) + "溪";
}

}  // namespace kongdi::server::demo
