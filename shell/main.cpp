// SPDX-License-Identifier: Apache-2.0
#include "core/codec/catalogue_codec.hpp"
#include "shell/app/app.hpp"

int main() {
    kongdi::Result<kongdi::Catalogue> catalogue = kongdi::load_catalogue();
    if (!catalogue) return 1;  // a build whose own data files are broken; a test keeps it from that
    static kongdi::shell::App app(*std::move(catalogue));
    kongdi::platform::run(app);
    return 0;
}
