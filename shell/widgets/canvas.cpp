// SPDX-License-Identifier: Apache-2.0
// What ImGui::CreateContext, NewFrame and Render do for draw lists, and nothing of what they do for
// windows. Dear ImGui means its lists and atlas to be used like this (see imgui_internal.h).
#include "shell/widgets/canvas.hpp"

#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

#include <algorithm>

namespace kongdi::widgets {

namespace {

const ImFontLoader*& letters() {
    static const ImFontLoader* loader;
    return loader;
}

ImDrawList* list_of(int layer) { return GImGui->Viewports[0]->BgFgDrawLists[layer]; }

void start_list(ImDrawList* list, float width, float height, float density) {
    list->_ResetForNewFrame();
    list->_FringeScale = 1 / density;  // edges are one device pixel soft, not one CSS pixel
    list->PushTexture(ImGui::GetIO().Fonts->TexRef);
    list->PushClipRect(ImVec2(0, 0), ImVec2(width, height));
}

void start_lists(float width, float height, float density) {
    ImGuiContext& g = *GImGui;
    ImDrawListSharedData& shared = g.DrawListSharedData;
    shared.ClipRectFullscreen = ImVec4(0, 0, width, height);
    shared.CurveTessellationTol = 0.4f;
    shared.SetCircleTessellationMaxError(0.1f);
    shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
    if ((g.IO.BackendFlags & ImGuiBackendFlags_RendererHasVtxOffset) != 0)
        shared.InitialFlags |= ImDrawListFlags_AllowVtxOffset;
    for (ImDrawList*& list : g.Viewports[0]->BgFgDrawLists) {
        if (list == nullptr) list = IM_NEW(ImDrawList)(&shared);
        start_list(list, width, height, density);
    }
}

/// The textures the renderer must make, change or forget before it draws.
void list_textures() {
    ImGuiContext& g = *GImGui;
    g.PlatformIO.Textures.resize(0);
    for (ImTextureData* texture : g.IO.Fonts->TexList) {
        texture->RefCount = static_cast<unsigned short>(g.IO.Fonts->RefCount);
        g.PlatformIO.Textures.push_back(texture);
    }
}

}  // namespace

Fonts open_canvas(const ImFontLoader* loader) {
    letters() = loader;
    IMGUI_CHECKVERSION();
    ImGuiContext* g = IM_NEW(ImGuiContext)(nullptr);
    ImGui::SetCurrentContext(g);
    g->Viewports.push_back(IM_NEW(ImGuiViewportP)());
    g->DrawListSharedData.Context = g;
    ImFontAtlas* atlas = g->IO.Fonts;
    ImGui::RegisterFontAtlas(atlas);
    atlas->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    ImFontConfig config;
    config.FontLoader = loader;
    config.SizePixels = 16;
    config.FontDataOwnedByAtlas = true;
    config.Flags |= ImFontFlags_NoLoadError;
    config.PixelSnapH = false;
    Fonts fonts;
    config.FontNo = 0;
    fonts.regular = atlas->AddFont(&config);
    config.FontNo = 1;
    fonts.bold = atlas->AddFont(&config);
    return fonts;
}

void close_canvas() {
    GImGui->Viewports.clear_delete();
    ImGui::DestroyContext();
}

void begin_canvas(float width, float height, float density) {
    ImGuiContext& g = *GImGui;
    g.IO.DisplaySize = ImVec2(width, height);
    g.IO.DisplayFramebufferScale = ImVec2(density, density);
    ++g.FrameCount;
    g.Viewports[0]->DrawDataP.Valid = false;
    ImFontAtlas* atlas = g.IO.Fonts;
    const int largest = g.PlatformIO.Renderer_TextureMaxWidth;
    atlas->TexMaxWidth = atlas->TexMaxHeight = largest > 0 ? std::min(largest, 4096) : 4096;
    ImFontAtlasUpdateNewFrame(atlas, g.FrameCount,
                              (g.IO.BackendFlags & ImGuiBackendFlags_RendererHasTextures) != 0);
    for (ImFont* font : atlas->Fonts) font->CurrentRasterizerDensity = density;
    start_lists(width, height, density);
}

void end_canvas() {
    ImGuiContext& g = *GImGui;
    list_textures();
    ImGuiViewportP* viewport = g.Viewports[0];
    ImDrawData& data = viewport->DrawDataP;
    data.Clear();
    data.DisplaySize = g.IO.DisplaySize;
    data.FramebufferScale = g.IO.DisplayFramebufferScale;
    data.OwnerViewport = viewport;
    data.Textures = &g.PlatformIO.Textures;
    data.Valid = true;
    for (ImDrawList* list : viewport->BgFgDrawLists) data.AddDrawList(list);
}

ImDrawList* low_list() { return list_of(0); }
ImDrawList* top_list() { return list_of(1); }

}  // namespace kongdi::widgets

// Dear ImGui asks for the loader of its build, FreeType's by our switch (cmake/imgui_config.hpp):
// the atlas gets ours instead, and no font engine is linked.
const ImFontLoader* ImGuiFreeType::GetFontLoader() { return kongdi::widgets::letters(); }
