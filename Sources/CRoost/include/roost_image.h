#ifndef ROOST_IMAGE_H
#define ROOST_IMAGE_H

/// Mounts the ext4 file system in an open file, without set-uid programs and device nodes, as a detached tree: it goes when
/// the last descriptor and the last mount of it do, and the loop device it needs with it. Needs root. Returns a descriptor.
int roost_image_mount(int image);

#endif
