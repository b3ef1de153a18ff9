import SystemPackage

/// A kernel for virtual machines with the modules they need, in a directory of its own that never changes.
struct MachineKernel: Sendable, Equatable {
  /// Named by the package it comes from and the digest of that.
  let directory: FilePath

  /// Uncompressed, because a processor that is emulated takes seconds to unpack it.
  var image: FilePath { directory.appending("vmlinux") }
  var modules: FilePath { directory.appending("modules") }
}
