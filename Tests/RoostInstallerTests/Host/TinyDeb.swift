import Foundation
import RoostSystem
import SystemPackage

/// A Debian package of a few lines, made on the spot.
struct TinyDeb {
  var name: String
  var version: String
  var depends: [String] = []
  var conflicts: [String] = []
  /// Path below the root to contents; all of them are executable.
  var files: [String: String] = [:]
  /// Maintainer scripts by name: `postinst`.
  var scripts: [String: String] = [:]

  /// One that brings a program of its own name, which prints its version.
  static func program(_ name: String, _ version: String, depends: [String] = [], prints: String? = nil) -> TinyDeb {
    let upstream = version.prefix { $0 != "-" }
    return TinyDeb(
      name: name, version: version, depends: depends,
      files: ["usr/bin/\(name)": "#!/bin/sh\necho \(prints ?? "\(name) \(upstream)")\n"])
  }

  var fileName: String { "\(name)_\(version)_all.deb" }

  var control: String {
    var text = "Package: \(name)\nVersion: \(version)\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\n"
    if !depends.isEmpty { text += "Depends: \(depends.joined(separator: ", "))\n" }
    if !conflicts.isEmpty { text += "Conflicts: \(conflicts.joined(separator: ", "))\n" }
    return text + "Description: \(name) for tests\n"
  }

  func build(in directory: FilePath) async throws {
    let tree = directory.appending("build-\(name)-\(version)")
    try write(control, to: tree.appending("DEBIAN/control"), mode: 0o644)
    for (script, text) in scripts { try write(text, to: tree.appending("DEBIAN/\(script)"), mode: 0o755) }
    for (path, text) in files { try write(text, to: tree.pushing(FilePath(path)), mode: 0o755) }
    try await ExternalCommand(
      "dpkg-deb", ["--build", "--root-owner-group", "-Zgzip", tree.string, directory.appending(fileName).string]
    ).succeed()
    try await DirectoryRemoval.remove(tree)
  }

  private func write(_ text: String, to path: FilePath, mode: Int) throws {
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
    try path.write(text)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path.string)
  }
}
