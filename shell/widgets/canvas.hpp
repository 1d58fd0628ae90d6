// SPDX-License-Identifier: Apache-2.0
// The half of Dear ImGui we draw with: its draw lists, its atlas of letters and the data a renderer
// takes. Its windows, items, settings and navigation are never started, so they are not in the
// page.
#pragma once

struct ImDrawList;
struct ImFont;
struct ImFontLoader;

namespace kongdi::widgets {

struct Fonts {
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;
};

/// Makes the context and the two fonts. `loader` draws the letters and must outlive the canvas.
Fonts open_canvas(const ImFontLoader* loader);
void close_canvas();

/// An empty picture; sizes in CSS pixels, `density` device pixels each.
void begin_canvas(float width, float height, float density);
/// From now on ImGui::GetDrawData() has the picture.
void end_canvas();

/// What lies at the bottom, and what lies over all of it (dialogs, toasts).
ImDrawList* low_list();
ImDrawList* top_list();

}  // namespace kongdi::widgets
