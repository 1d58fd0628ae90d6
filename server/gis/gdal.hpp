// SPDX-License-Identifier: Apache-2.0
// GDAL kept on a lead: it says nothing on its own, opens nothing but plain files with a driver that
// was named, and never goes to a network.
#pragma once

#include <memory>
#include <string>

class GDALDataset;

namespace kongdi::server {

/// What GDAL complains of while this lives, in this thread.
class GdalErrors {
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    /// Failures, not warnings.
    bool any() const;
    /// The first failure.
    const std::string& text() const;
    void forget();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

struct GdalClose {
    void operator()(GDALDataset* dataset) const;
};
using GdalFile = std::unique_ptr<GDALDataset, GdalClose>;

/// Null when it cannot be read. `options` are NAME=VALUE and end with a null.
GdalFile open_with(const char* driver, const std::string& path, const char* const* options);

/// A new file for features; null when it cannot be made.
GdalFile create_with(const char* driver, const std::string& path, const char* const* options);

}  // namespace kongdi::server
