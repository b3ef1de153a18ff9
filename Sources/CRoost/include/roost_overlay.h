#ifndef ROOST_OVERLAY_H
#define ROOST_OVERLAY_H

/// 1 for a directory of an overlay's layer that hides what lies below it, 0 for any other. Links are not followed.
int roost_overlay_is_opaque(int directory, const char *name);

/// Makes an open directory one that hides what lies below it in overlays of user namespaces.
int roost_overlay_make_opaque(int directory);

#endif
