// SPDX-License-Identifier: Apache-2.0
#include "server/auth/server_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>

#include <fstream>
#include <vector>

#include "server/auth/password.hpp"

namespace kongdi::server {

namespace {

Error wrong(const std::filesystem::path& file, std::string_view why) {
    return {ErrorCode::Internal, {}, "the key file " + file.string() + " " + std::string(why)};
}

std::string hex_of(const std::vector<std::uint8_t>& bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
    out.pop_back();
    return out;
}

bool bytes_of(std::string_view hex, std::uint8_t* out, std::size_t size) {
    std::size_t length = 0;
    const char* end = nullptr;
    return hex.size() == size * 2 &&
           sodium_hex2bin(out, size, hex.data(), hex.size(), nullptr, &length, &end) == 0 &&
           length == size && end == hex.data() + hex.size();
}

const std::uint8_t* bytes_in(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Whole or not at all: written beside its place, and linked there unless another was quicker.
Result<void> make_file(const std::filesystem::path& file) {
    const std::string beside = file.string() + "." + random_hex(8);
    const int handle = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0) return wrong(file, "cannot be made");
    const std::string text = random_hex(32) + "\n";
    const bool written =
        ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(handle) == 0;
    ::close(handle);
    const bool linked = written && (::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(beside.c_str());
    if (!linked) return wrong(file, "cannot be written");
    return {};
}

}  // namespace

Result<ServerKey> ServerKey::of_file(const std::filesystem::path& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) return wrong(file, "is not there");
    if ((about.st_mode & S_IRWXO) != 0) return wrong(file, "may be read by everybody");
    std::string text;
    std::ifstream(file) >> text;
    ServerKey out;
    if (!bytes_of(text, out.m_key.data(), out.m_key.size()))
        return wrong(file, "does not hold 64 hex digits");
    return out;
}

Result<ServerKey> ServerKey::of_folder(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / kKeyFile;
    if (!std::filesystem::exists(file)) KONGDI_CHECK(make_file(file));
    return of_file(file);
}

std::string ServerKey::seal(std::string_view account, std::string_view secret) const {
    const std::string text = std::string(account) + '\0' + std::string(secret);
    std::vector<std::uint8_t> out(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES +
                                  text.size());
    fill_random({out.data(), crypto_secretbox_NONCEBYTES});
    crypto_secretbox_easy(out.data() + crypto_secretbox_NONCEBYTES, bytes_in(text), text.size(),
                          out.data(), m_key.data());
    return hex_of(out);
}

std::optional<std::string> ServerKey::open(std::string_view account,
                                           std::string_view sealed) const {
    constexpr std::size_t kAround = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    std::vector<std::uint8_t> bytes(sealed.size() / 2);
    if (bytes.size() < kAround || !bytes_of(sealed, bytes.data(), bytes.size()))
        return std::nullopt;
    std::string text(bytes.size() - kAround, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<std::uint8_t*>(text.data()),
                                   bytes.data() + crypto_secretbox_NONCEBYTES,
                                   bytes.size() - crypto_secretbox_NONCEBYTES, bytes.data(),
                                   m_key.data()) != 0)
        return std::nullopt;
    const std::string before = std::string(account) + '\0';
    if (!text.starts_with(before)) return std::nullopt;
    return text.substr(before.size());
}

std::array<std::uint8_t, 32> ServerKey::derived(std::string_view purpose) const {
    std::array<std::uint8_t, 32> out{};
    crypto_generichash(out.data(), out.size(), bytes_in(purpose), purpose.size(), m_key.data(),
                       m_key.size());
    return out;
}

}  // namespace kongdi::server
