// SPDX-License-Identifier: Apache-2.0
#include "server/backup/photo_list.hpp"

#include <array>

#include "core/base/id.hpp"
#include "core/base/sha256.hpp"

namespace kongdi::server {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBetween = "  ";
constexpr std::size_t kHashDigits = 64;

}  // namespace

fs::path photo_path(std::string_view name) {
    return fs::path("photos") / std::string(name.substr(0, 2)) / std::string(name);
}

std::string text_of(const PhotoLine& line) {
    return line.sha256 + std::string(kBetween) + photo_path(line.name).generic_string() + "\n";
}

Result<bool> PhotoListReader::next(PhotoLine& line) {
    std::string text;
    if (!std::getline(m_file, text)) return false;
    ++m_number;
    line.sha256 = text.substr(0, kHashDigits);
    line.name = text.substr(text.rfind('/') + 1);
    if (!is_sha256_text(line.sha256) || !is_sha256_text(line.name) || text + "\n" != text_of(line))
        return Error{ErrorCode::FieldFormat, "/" + std::to_string(m_number),
                     "no line of a list of photos"};
    return true;
}

Result<std::string> whole_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorCode::NotFound, {}, path.filename().string() + " is not there"};
    std::string out{std::istreambuf_iterator<char>(file), {}};
    if (file.bad())
        return Error{ErrorCode::Internal, {}, path.filename().string() + " cannot be read"};
    return out;
}

Result<std::string> file_sha256(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorCode::NotFound, {}, path.filename().string() + " is not there"};
    Sha256 hash;
    std::array<char, 65536> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0)
        hash.add({piece.data(), static_cast<std::size_t>(file.gcount())});
    if (file.bad())
        return Error{ErrorCode::Internal, {}, path.filename().string() + " cannot be read"};
    return hash.finish();
}

}  // namespace kongdi::server
