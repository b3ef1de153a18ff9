import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct ToolCacheTests {
  @Test(arguments: [
    ("24.19.0", "24.19.0"), ("1.27", "1.27.0"), ("3.13.0rc1", "3.13.0-rc1"), ("17.0.9+9", "17.0.9-9"), ("21", "21.0.0"),
    ("25.0.0-nightly.2", "25.0.0-nightly.2"),
  ])
  func versionsAreSemantic(_ version: String, _ directory: String) {
    #expect(ToolCacheVersion.directory(version) == directory)
  }

  @Test(arguments: ["", "1.2.3.4", "01.2.3", "latest", "1..2", "1.2.3/../../x", "1.2.3 x", "1.2.3~rc1", "-1.2.3"])
  func othersHaveNoDirectory(_ version: String) {
    #expect(ToolCacheVersion.directory(version) == nil)
  }

  @Test(arguments: [
    ("/etc/java/x.conf", "usr/lib/jvm/j/conf/x", "etc/java/x.conf"), ("../a", "usr/bin/b", "usr/a"),
    ("a", "usr/bin/b", "usr/bin/a"),
    ("./a/../c", "b", "c"), ("../../../etc/passwd", "usr/bin/b", nil),
  ])
  func linksAreFollowedInsideAStack(_ link: String, _ place: String, _ expected: String?) {
    #expect(StackPath.resolve(link, at: place) == expected)
  }

  @Test(arguments: [
    ("#!/usr/bin/python3\nx", "#!/cache/bin/python\nx"), ("#!/usr/bin/python3.11 -s\nx", "#!/cache/bin/python -s\nx"),
    ("#! /usr/bin/python\n", "#!/cache/bin/python\n"), ("#!/usr/bin/env python3\n", nil), ("#!/bin/sh\n", nil),
    ("#!/opt/bin/python3\n", nil), ("#!/usr/bin/python3-config\n", nil), ("print()", nil), ("", nil),
  ])
  func onlyScriptsOfTheInterpreterAreChanged(_ script: String, _ expected: String?) {
    let changed = ScriptFile(Array(script.utf8))?.text(runBy: "/cache/bin/python", insteadOf: "python")
    #expect(changed.map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test func aRubyThatKnowsWhereItIs() async throws {
    try await withScratch { scratch in
      let root = scratch.appending("it's here")
      try DirectoryCreation.ensure(root.appending("bin"))
      let own = root.appending("bin/ruby3.1")
      try own.write("#!/bin/sh\necho \"$1|$RUBYLIB|$GEM_HOME|$LD_LIBRARY_PATH\"\n")
      let script = RubyScript(root: root.string, program: "ruby3.1", api: "3.1.0", platform: "x86_64-linux-gnu")
      let path = scratch.appending("ruby")
      try path.write(script.text)
      try await ExternalCommand("chmod", ["755", own.string, path.string]).succeed()
      var command = ExternalCommand(path.string, ["a b"])
      command.variables["RUBYLIB"] = "/mine"
      for name in ["LD_LIBRARY_PATH", "GEM_HOME", "GEM_PATH"] { command.variables[name] = .some(nil) }
      let words = try await command.succeed().standardOutput.split(separator: "|")
      #expect(words[0] == "a b")
      #expect(words[1].hasSuffix("\(root)/lib/x86_64-linux-gnu/ruby/3.1.0:/mine"))
      #expect(words[2] == "\(root)/lib/ruby/gems/3.1.0")
      #expect(words[3] == "\(root)/lib\n")
    }
  }

  @Test func installedRuntimesAreLaidOut() async throws {
    try await withHome { installer, cache in
      let entries = try await installer.linkToolCache(cache.string)
      #expect(entries.map { "\($0.tool) \($0.version)" } == ["Python 3.11.2", "node 24.19.0"])
      let node = cache.appending("node/24.19.0").appending(ToolCacheVersion.architecture)
      #expect(entries[1].path == node.string)
      #expect(try FilePath(node.string + ".complete").read() == "\(entries[1].layer)\n")
      #expect(try await ExternalCommand(node.appending("bin/node").string, []).succeed().standardOutput == "node\n")
      let python = FilePath(entries[0].path)
      #expect(try await ExternalCommand(python.appending("bin/pip").string, ["-V"]).succeed().standardOutput == "python -V\n")
      #expect(!python.appending("lib/python3.11/EXTERNALLY-MANAGED").exists)
      #expect(try python.appending("lib/libx.so.1").read() == "library")
      #expect(try python.appending("lib/python3.11/site.cfg").read() == "settings")
      #expect(
        try python.appending("lib/python3.11/_sysconfigdata_x.py").read()
          == "{ 'WHEEL_PKG_DIR': '\(python)/share/python-wheels/', }")
      #expect(python.appending("share/python-wheels/pip.whl").exists && !python.appending("share/doc").exists)
    }
  }

  @Test func whatIsWrittenThereChangesNoLayer() async throws {
    try await withHome { installer, cache in
      let entries = try await installer.linkToolCache(cache.string)
      let before = try await contents(of: installer.store.paths.layers)
      for entry in entries {
        let files = try await ExternalCommand("find", [entry.path, "-type", "f"]).succeed().standardOutput
        for file in files.split(separator: "\n") { try FilePath(String(file)).write("changed") }
      }
      #expect(try await contents(of: installer.store.paths.layers) == before)
      // What is there of the same layer stays.
      #expect(try await installer.linkToolCache(cache.string) == entries)
      #expect(try FilePath(entries[1].path).appending("bin/node").read() == "changed")
    }
  }

  @Test func whatOthersPutThereStays() async throws {
    try await withHome { installer, cache in
      let place = cache.appending("node/24.19.0")
      try DirectoryCreation.ensure(place.appending(ToolCacheVersion.architecture))
      try place.appending("\(ToolCacheVersion.architecture).complete").write("")
      try DirectoryCreation.ensure(cache.appending(".roost-left"))
      #expect(try await installer.linkToolCache(cache.string).map(\.tool) == ["Python"])
      #expect(!place.appending(ToolCacheVersion.architecture).appending("bin").exists)
      #expect(!cache.appending(".roost-left").exists)
    }
  }

  @Test func aCopyWithoutItsMarkerIsMadeAgain() async throws {
    try await withHome { installer, cache in
      let entries = try await installer.linkToolCache(cache.string)
      try FilePath(entries[1].path).appending("bin/node").write("half")
      try FileManager.default.removeItem(atPath: entries[1].path + ".complete")
      #expect(try await installer.linkToolCache(cache.string) == entries)
      #expect(try FilePath(entries[1].path).appending("bin/node").read().hasPrefix("#!/bin/sh"))
    }
  }

  @Test(arguments: ["relative/path", "", "/"]) func onlyAbsoluteDirectories(_ directory: String) async throws {
    try await withHome { installer, _ in
      #expect(await problem { try await installer.linkToolCache(directory) }?.code == .usageInvalid)
    }
  }

  private func contents(of directory: FilePath) async throws -> String {
    let found = try await ExternalCommand("find", [directory.string, "-printf", "%p %y %s %T@ %n\n"]).succeed()
    return found.standardOutput.split(separator: "\n").sorted().joined(separator: "\n")
  }

  /// A home with a node and a Python that are scripts, laid out as real layers are.
  private func withHome(_ body: (Installer, FilePath) async throws -> Void) async throws {
    try await withScratch { scratch in
      let installer = Installer(
        home: scratch.appending("home"), catalogue: try Catalogue.load(extraDirectory: nil), logger: TestInstaller.logger
      ) { _ throws(Problem) in
        VerifyOutput(status: .exited(0), standardOutput: "24.19.0\n3.11.2\n", standardError: "")
      }
      try await installer.open()
      try await publish("nodejs", "24.19.0", ["usr/local/bin/node": "#!/bin/sh\necho node\n"], in: installer)
      let python = [
        "usr/bin/python3": "#!/bin/sh\necho python $2\n", "usr/bin/pip": "#!/usr/bin/python3\n",
        "usr/lib/python3.11/EXTERNALLY-MANAGED": "", "usr/share/python-wheels/pip.whl": "pip",
        "usr/lib/python3.11/_sysconfigdata_x.py": "{ 'WHEEL_PKG_DIR': '/usr/share/python-wheels/', }",
        "usr/lib/x86_64-linux-gnu/libx.so.1": "library",
        "etc/python/site.cfg": "settings", "usr/share/doc/much": "text",
      ]
      let links = ["usr/lib/python3.11/site.cfg": "/etc/python/site.cfg"]
      try await publish("python", "3.11.2", python, links: links, in: installer)
      try await body(installer, scratch.appending("cache"))
    }
  }

  private func publish(
    _ name: String, _ version: String, _ files: [String: String], links: [String: String] = [:], in installer: Installer
  ) async throws {
    let staged = try await installer.store.stage()
    for (path, text) in files {
      let file = staged.tree.appending(path)
      try DirectoryCreation.ensure(file.removingLastComponent())
      try AtomicFile.write(Array(text.utf8), to: file, mode: 0o755)
    }
    for (path, target) in links {
      try FileManager.default.createSymbolicLink(atPath: staged.tree.appending(path).string, withDestinationPath: target)
    }
    let layer = InstalledLayer(
      runtime: try #require(RuntimeID(name)), version: version, digest: String(repeating: "a", count: 64), tree: "",
      size: ByteCount(1), installedAt: 1, variables: [:], provenance: [], seconds: 1)
    _ = try await installer.store.publish(staged, as: layer)
  }

  @Test func linksAndFilesInsideAreNotFollowed() async throws {
    try await withHome { installer, cache in
      let elsewhere = cache.removingLastComponent().appending("elsewhere")
      try DirectoryCreation.ensure(elsewhere)
      try DirectoryCreation.ensure(cache)
      try FileManager.default.createSymbolicLink(atPath: cache.appending("node").string, withDestinationPath: elsewhere.string)
      #expect(await problem { try await installer.linkToolCache(cache.string) }?.code == .usageInvalid)
      #expect(try DirectoryListing.names(in: elsewhere).isEmpty)
      try FileManager.default.removeItem(atPath: cache.appending("node").string)
      try cache.appending("node").write("a file")
      #expect(await problem { try await installer.linkToolCache(cache.string) }?.message.contains("is in the way") == true)
      #expect(await problem { try await installer.linkToolCache(cache.appending("node").string) }?.code == .usageInvalid)
    }
  }
}
