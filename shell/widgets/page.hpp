// SPDX-License-Identifier: Apache-2.0
// The frame of a screen and the containers inside it. Containers are objects: what is drawn while
// one lives is inside it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "shell/widgets/icon.hpp"
#include "shell/widgets/semantics.hpp"

namespace kongdi::widgets {

/// A word at the right end of the header, or a line of the side navigation.
struct PageAction {
    std::string_view id;
    std::string_view label;
    Icon icon = Icon::None;
    bool current = false;
};

struct PageOptions {
    /// Prefix of the ids of everything on the page; the screen's name.
    std::string_view id;
    /// In the header, large enough to tap when `back_label` is given. The page's first heading.
    std::string_view title;
    /// Accessible name of the way back ("返回"); empty for none.
    std::string_view back_label = {};
    /// Position in a sequence, 1-based; 0 for none. Drawn as bars and "2 / 5".
    int step = 0;
    int steps = 0;
    /// "第 2 步,共 5 步", for those who do not see the bars.
    std::string_view step_label = {};
    std::span<const PageAction> actions = {};
    /// Given on pages for work: at the side from 900 px on, below that a word in the header whose
    /// press is "menu".
    std::span<const PageAction> navigation = {};
    std::string_view navigation_label = {};
    /// The screen itself says where the button for reading aloud stands.
    bool reader_below = false;
    /// Use the whole width; otherwise the content is a column of at most 640 px.
    bool wide = false;
};

/// One page a frame, around everything else.
///   widgets::Page page({.id = "home", .title = text("app.name"), .actions = actions});
///   if (page.pressed() == "language") …
class Page {
public:
    explicit Page(const PageOptions& options);
    ~Page();
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;

    /// The way back was pressed.
    bool back() const { return m_back; }
    /// The id of the action or navigation line pressed in this frame, else empty.
    std::string_view pressed() const { return m_pressed; }

private:
    bool m_back = false;
    std::string_view m_pressed;
};

/// The lines of the navigation inside the dialog that "menu" opens; the id of the pressed one.
std::string_view menu_lines(std::string_view label, std::span<const PageAction> lines);

/// A line under the header of the page that is drawn next in this frame.
void page_notice(std::string_view text);

/// The part at the thumb that does not scroll. After the body, once a page.
class Footer {
public:
    Footer();
    ~Footer();
    Footer(const Footer&) = delete;
    Footer& operator=(const Footer&) = delete;
};

enum class CardShape : unsigned char {
    Plain,
    Phone,  // a phone in the middle, for what will be seen on one
};

/// A white card with a thin line around its content.
class Card {
public:
    /// `name` makes it a named group for screen readers.
    explicit Card(std::string_view id, std::string_view name = {},
                  CardShape shape = CardShape::Plain);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;
};

/// Side by side; falls back to fewer columns where one would be narrower than `least_px`.
///   widgets::Columns columns(2);  …;  columns.next();  …
class Columns {
public:
    explicit Columns(int count, float least_px = 0, float gap_px = 12);
    /// Columns of unequal width, by weight.
    explicit Columns(std::span<const float> weights, float least_px = 0, float gap_px = 12);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;
    void next();
};

/// What is inside stays in view while the page scrolls, beside something longer. Taller than the
/// window it scrolls until its end is seen.
class Pinned {
public:
    explicit Pinned(std::string_view id);
    ~Pinned();
    Pinned(const Pinned&) = delete;
    Pinned& operator=(const Pinned&) = delete;

private:
    unsigned m_id = 0;
    float m_from = 0;  // where it would be, and where it is
    float m_at = 0;
};

/// Prefix for the ids inside: one for each element of a loop.
class Scope {
public:
    explicit Scope(std::string_view id);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
};

/// A question that must be answered before anything else; traps the focus.
///   widgets::Dialog dialog("leave", text("leave.title"), text("action.close"));
class Dialog {
public:
    Dialog(std::string_view id, std::string_view title, std::string_view close_label);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    /// Closed by its cross, the dark around it or Escape.
    bool closed() const { return m_closed; }

private:
    bool m_closed = false;
};

/// Vertical space, CSS pixels at scale 1.
void space(float css_px);
void divider();
/// What is left for the next widget, in pixels of the screen.
float available_width();
/// The window is at least 900 px wide: tables instead of cards, navigation at the side.
bool is_wide();
/// Scroll the page so that the next widget stands at the top (the first field with a mistake).
void scroll_here();
/// Forget how far a page was scrolled; done by itself when another page is drawn.
void scroll_to_top();

}  // namespace kongdi::widgets
