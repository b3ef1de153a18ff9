import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

@testable import RoostInstaller

/// A root directory kept with rpm, and a repository of the test's own packages for a real dnf. Needs root, dnf, rpmbuild and createrepo_c.
struct RpmRoot {
  let path: FilePath
  private var scratch: FilePath { path.removingLastComponent() }

  static func with(_ body: (RpmRoot) async throws -> Void) async throws {
    try await withScratch { scratch in
      let root = RpmRoot(path: scratch.appending("root"))
      for name in ["root/bin", "root/tmp", "repository"] { try DirectoryCreation.ensure(scratch.pushing(FilePath(name))) }
      // What runs the packages' programs there.
      try FileManager.default.copyItem(atPath: "/bin/busybox", toPath: root.path.pushing("bin/sh").string)
      try await body(root)
    }
  }

  /// A program of its own name that prints its version.
  func offer(_ name: String, _ version: String, requires: String? = nil, prints: String? = nil) async throws {
    let spec = scratch.appending("\(name).spec")
    try spec.write(
      """
      Name: \(name)
      Version: \(version)
      Release: 1
      Summary: for tests
      License: MIT
      BuildArch: noarch
      AutoReqProv: no
      \(requires.map { "Requires: \($0)" } ?? "")
      %description
      for tests
      %install
      mkdir -p %{buildroot}/usr/bin
      printf '#!/bin/sh\\necho \(prints ?? "\(name) \(version)")\\n' > %{buildroot}/usr/bin/\(name)
      chmod 755 %{buildroot}/usr/bin/\(name)
      %files
      /usr/bin/\(name)

      """)
    let directories = ["_topdir \(scratch)/build", "_rpmdir \(scratch)/repository"]
    try await ExternalCommand("rpmbuild", ["-bb", "--quiet"] + directories.flatMap { ["--define", $0] } + [spec.string]).succeed()
    try await ExternalCommand("createrepo_c", ["--quiet", scratch.appending("repository").string]).succeed()
    // dnf tells the age of what it remembers in whole seconds: within one it would not look again.
    try await DirectoryRemoval.remove(scratch.appending("cache"))
  }

  var manager: RpmPackages {
    RpmPackages(
      kind: .dnf, root: .machine,
      options: [
        "--installroot=\(path)", "--setopt=reposdir=/dev/null", "--setopt=cachedir=\(scratch)/cache",
        "--repofrompath=local,file://\(scratch)/repository", "--repo=local", "--nogpgcheck", "--releasever=1",
        "--setopt=metadata_expire=0",
      ], rpmOptions: ["--root", path.string])
  }

  func scope(_ entries: [CatalogueEntry], home: FilePath) async throws -> HostScope {
    let machine = try await HostFixture.scope(entries, home: home, root: HostRoot(path))
    return HostScope(installer: machine.installer, root: HostRoot(path), manager: manager, options: HostOptions())
  }

  func packages() async throws -> PackageSet {
    try await PackageRunner(manager: manager, root: HostRoot(path)).ask(manager.query())
  }
}
