// SPDX-License-Identifier: Apache-2.0
#include "server/import/source_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "core/base/text.hpp"
#include "core/codec/csv.hpp"
#include "server/import/unpack.hpp"

namespace kongdi::server {

namespace fs = std::filesystem;

namespace {

Error unreadable(std::string why) { return {ErrorCode::LayerUnreadable, "/file", std::move(why)}; }

std::string lower_ending(const fs::path& path) {
    std::string out = path.extension().string();
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    });
    return out;
}

Result<std::string> bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string out{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file && !file.eof()) return unreadable("cannot read " + path.filename().string());
    return out;
}

Result<void> write_bytes(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) return Error{ErrorCode::StorageFull, {}, "cannot write " + path.string()};
    return {};
}

/// Is it UTF-8 without a mark, from the first byte to the last? Read in pieces: most files are, and
/// may be large.
bool is_plain_utf8(const fs::path& path) {
    constexpr std::size_t kPiece = 1u << 20;
    std::ifstream file(path, std::ios::binary);
    std::string piece;
    std::string left;  // the first bytes of a letter that goes on in the next piece
    for (bool first = true; file; first = false) {
        piece = left;
        piece.resize(left.size() + kPiece);
        file.read(piece.data() + left.size(), kPiece);
        piece.resize(left.size() + static_cast<std::size_t>(file.gcount()));
        if (first && piece.starts_with(kUtf8Bom)) return false;
        std::size_t whole = piece.size();
        constexpr unsigned kContinues = 0x80, kLeads = 0xC0, kMark = 0xC0;
        // Back to where the last letter starts, unless it is the end of the file.
        for (int i = 0; file && i < 3 && whole > 0; ++i) {
            const auto byte = static_cast<unsigned char>(piece[whole - 1]);
            if ((byte & kMark) != kContinues && byte < kLeads) break;
            --whole;
            if ((byte & kMark) == kMark) break;
        }
        left = piece.substr(whole);
        piece.resize(whole);
        if (!is_utf8(piece)) return false;
    }
    return is_utf8(left);
}

/// XML in Chinese letters, by what it says; GDAL reads UTF-8 and Latin ones only.
bool says_gb(std::string_view encoding) {
    return encoding == "GB2312" || encoding == "GBK" || encoding == "GB18030";
}

/// What XML says of its encoding, by its first bytes.
std::string said_encoding(const fs::path& path) {
    constexpr std::size_t kFront = 200;
    std::string front(kFront, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(front.data(), kFront);
    front.resize(static_cast<std::size_t>(file.gcount()));
    return xml_encoding(front);
}

/// Text in another encoding is written anew.
Result<void> make_utf8(SourceFile& file) {
    if (file.format->trait == FormatTrait::Binary) return {};
    const bool is_xml = file.format->trait == FormatTrait::Xml;
    const std::string said = is_xml ? said_encoding(file.path) : std::string();
    // Whoever says Latin is read as that: its bytes might be taken for GB18030.
    if (!said.empty() && said != "UTF-8" && !says_gb(said)) return {};
    if (!says_gb(said) && is_plain_utf8(file.path)) return {};
    std::error_code failed;
    if (static_cast<std::int64_t>(fs::file_size(file.path, failed)) > kMaxForeignBytes)
        return unreadable(file.name + " is too large for a file that is not UTF-8");
    const std::string bytes = KONGDI_TRY(bytes_of(file.path));
    const auto encoding = text_encoding_of(bytes);
    if (!encoding) return unreadable(file.name + " is neither UTF-8 nor GB18030 nor UTF-16");
    file.encoding = *encoding;
    if (*encoding == TextEncoding::Utf8 && !is_xml) return {};
    const auto text = to_utf8(bytes, *encoding);
    if (!text)
        return unreadable(file.name + " is not quite " +
                          std::string(text_encoding_name(*encoding)));
    if (file.folder == nullptr) file.folder = std::make_shared<WorkFolder>();
    // A .zip may hold several.
    int number = 0;
    do
        file.path = file.folder->path() /
                    ("utf8_" + std::to_string(number++) + std::string(file.format->ending));
    while (fs::exists(file.path, failed));
    return write_bytes(file.path, is_xml ? xml_as_utf8(*text) : *text);
}

Result<SourceFile> plain_file(const fs::path& path, std::string name,
                              std::shared_ptr<WorkFolder> folder) {
    SourceFile out{std::move(name), path, import_format_of(path.filename().string()),
                   TextEncoding::Utf8, std::move(folder)};
    if (out.format == nullptr) {
        std::string known;
        for (const ImportFormat& one : import_formats()) known.append(" ").append(one.ending);
        return unreadable(out.name + " is none of:" + known + " .zip .gz");
    }
    // A workbook is a .zip that GDAL holds in memory as a whole.
    if (out.format->ending == ".xlsx") KONGDI_CHECK(check_zip(path, kMaxWorkbookBytes));
    KONGDI_CHECK(make_utf8(out));
    return out;
}

/// Its folders are told where another file of the .zip has the same name: under one name the second
/// would take the place of the first.
std::string shown_name(const UnpackedFile& file, const std::vector<UnpackedFile>& all) {
    const auto plain = [](const UnpackedFile& one) {
        return repaired_utf8(one.path.filename().string());
    };
    const std::string name = plain(file);
    const auto same = std::count_if(all.begin(), all.end(),
                                    [&](const UnpackedFile& one) { return plain(one) == name; });
    return same > 1 ? repaired_utf8(file.entry) : name;
}

Result<std::vector<SourceFile>> files_of(const fs::path& path, const std::string& name,
                                         std::shared_ptr<WorkFolder> folder) {
    std::error_code failed;
    if (!fs::is_regular_file(path, failed)) return unreadable("there is no file " + name);
    if (static_cast<std::int64_t>(fs::file_size(path, failed)) > kMaxImportBytes)
        return unreadable(name + " is larger than 2 GB");
    const std::string ending = lower_ending(path);
    if (ending != ".zip" && ending != ".gz")
        return std::vector<SourceFile>{KONGDI_TRY(plain_file(path, name, std::move(folder)))};
    if (folder == nullptr) folder = std::make_shared<WorkFolder>();
    const fs::path inside = folder->path() / "unpacked";
    fs::create_directory(inside, failed);
    if (ending == ".gz") {
        const fs::path stem = fs::path(name).stem();
        const fs::path to = inside / ("file" + lower_ending(stem));
        KONGDI_CHECK(unpack_gzip(path, to, kMaxImportBytes));
        return std::vector<SourceFile>{KONGDI_TRY(plain_file(to, stem.string(), folder))};
    }
    std::vector<UnpackedFile> unpacked = KONGDI_TRY(unpack_zip(path, inside, kMaxImportBytes));
    std::erase_if(unpacked, [](const UnpackedFile& one) {
        return import_format_of(one.path.filename().string()) == nullptr;
    });
    std::vector<SourceFile> out;
    for (const UnpackedFile& one : unpacked)
        out.push_back(
            KONGDI_TRY(plain_file(one.path, name + "/" + shown_name(one, unpacked), folder)));
    if (out.empty()) return unreadable("nothing in " + name + " can be imported");
    return out;
}

}  // namespace

WorkFolder::WorkFolder() {
    std::string name = (fs::temp_directory_path() / "kongdi_import_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw fs::filesystem_error("mkdtemp", name,
                                   std::error_code(errno, std::generic_category()));
    m_path = name;
}

WorkFolder::~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

Result<std::vector<SourceFile>> source_files(const fs::path& path) {
    std::error_code failed;
    return files_of(fs::absolute(path, failed), repaired_utf8(path.filename().string()), nullptr);
}

Result<std::vector<SourceFile>> source_files(std::string_view name, std::string_view bytes) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    std::string shown = repaired_utf8(first_code_points(repaired_utf8(name), 100));
    const auto folder = std::make_shared<WorkFolder>();
    // The name is the sender's, the file's is ours: only its ending counts. Of a .gz the inner one
    // is told from the name people know.
    const fs::path path = folder->path() / ("sent" + lower_ending(fs::path(std::string(name))));
    KONGDI_CHECK(write_bytes(path, bytes));
    return files_of(path, shown, folder);
}

}  // namespace kongdi::server
