#include "CRoostEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char deploy_js[] = {
#embed "../RoostDashboard/Assets/deploy.js"
};
static const unsigned char draft_js[] = {
#embed "../RoostDashboard/Assets/draft.js"
};
static const unsigned char folder_js[] = {
#embed "../RoostDashboard/Assets/folder.js"
};
static const unsigned char icons_svg[] = {
#embed "../RoostDashboard/Assets/icons.svg"
};
static const unsigned char live_js[] = {
#embed "../RoostDashboard/Assets/live.js"
};
static const unsigned char logs_js[] = {
#embed "../RoostDashboard/Assets/logs.js"
};
static const unsigned char page_js[] = {
#embed "../RoostDashboard/Assets/page.js"
};
static const unsigned char roost_css[] = {
#embed "../RoostDashboard/Assets/roost.css"
};
static const unsigned char roost_svg[] = {
#embed "../RoostDashboard/Assets/roost.svg"
};
static const unsigned char tar_js[] = {
#embed "../RoostDashboard/Assets/tar.js"
};

static const struct {
  const char *name;
  struct roost_embedded_bytes bytes;
} pages[] = {
    {"deploy.js", {deploy_js, sizeof deploy_js}}, {"tar.js", {tar_js, sizeof tar_js}},
    {"draft.js", {draft_js, sizeof draft_js}},    {"folder.js", {folder_js, sizeof folder_js}},
    {"icons.svg", {icons_svg, sizeof icons_svg}}, {"live.js", {live_js, sizeof live_js}},
    {"logs.js", {logs_js, sizeof logs_js}},       {"page.js", {page_js, sizeof page_js}},
    {"roost.css", {roost_css, sizeof roost_css}}, {"roost.svg", {roost_svg, sizeof roost_svg}},
};

static const size_t count = sizeof pages / sizeof pages[0];

size_t roost_embedded_page_count(void) { return count; }

const char *roost_embedded_page_name(size_t index) { return index < count ? pages[index].name : NULL; }

struct roost_embedded_bytes roost_embedded_page_bytes(size_t index) {
  struct roost_embedded_bytes none = {NULL, 0};
  return index < count ? pages[index].bytes : none;
}
