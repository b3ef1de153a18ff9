import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage

/// Files read, listed, removed and watched from outside, and directories of the host inside.
enum FileCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("files.read", needs: [.files], read),
    ConformanceCase("files.read-refused", needs: [.files], readRefused),
    ConformanceCase("files.list", needs: [.files], list),
    ConformanceCase("files.remove", needs: [.files], remove),
    ConformanceCase("files.write-portions", needs: [.copyIn, .files], write),
    ConformanceCase("files.watch", needs: [.watch], watch),
    ConformanceCase("files.bind-mounts", needs: [.bindMounts], bindMounts),
    ConformanceCase("files.mounts-below-tmp", needs: [.bindMounts], isolation: .process, mountsBelowTmp),
    ConformanceCase("files.read-only-mounts", needs: [.bindMounts], isolation: .process, readOnlyMounts),
  ]

  private static func read(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    _ = try await environment.text("printf 0123456789 > digits; : > nothing; head -c 3000000 /dev/zero > large")
    let digits = environment.inside("digits")
    try expect(try await environment.readFile(digits, from: 0, limit: 100), is: Array("0123456789".utf8))
    try expect(try await environment.readFile(digits, from: 3, limit: 4), is: Array("3456".utf8))
    try expect(try await environment.readFile(digits, from: 10, limit: 4), is: [])
    try expect(try await environment.readFile(digits, from: 1 << 40, limit: 4), is: [])
    try expect(try await environment.readFile(environment.inside("nothing"), from: 0, limit: 4), is: [])
    var count: UInt64 = 0
    while true {
      let some = try await environment.readFile(environment.inside("large"), from: count, limit: 1 << 20)
      if some.isEmpty { break }
      count += UInt64(some.count)
    }
    try expect(count, is: 3_000_000)
    _ = try await environment.text("rm digits nothing large")
  }

  private static func readRefused(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let place = environment.spec.workingDirectory
    _ = try await environment.text("mkfifo pipe; mkdir directory")
    for path in [
      "\(place)/missing", "relative", "\(place)/../etc/passwd", "", "\(place)/a\0b", "\(place)/pipe", "\(place)/directory",
    ] {
      try await refused(as: path.debugDescription) { _ = try await environment.readFile(path, from: 0, limit: 10) }
    }
    _ = try await environment.text("rm -r pipe directory")
  }

  private static func list(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    _ = try await environment.text(
      "mkdir -p list/sub; printf abc > list/file; chmod 640 list/file; cd list; ln -s /etc/passwd link; mkfifo pipe; touch 'ž b'")
    let entries = try await environment.listFiles(environment.inside("list"))
    try expect(entries.map(\.name), is: ["file", "link", "pipe", "sub", "ž b"])
    try expect(entries.map(\.kind), is: [.file, .link, .other, .directory, .file])
    try expect(entries[0].size, is: 3)
    try expect(entries[0].mode, is: 0o640)
    try expect(abs(entries[0].modified - Double(time(nil))) < 600, "it changed at \(entries[0].modified)")
    try await refused(as: "what is not there") { _ = try await environment.listFiles(environment.inside("missing")) }
    _ = try await environment.text("mkdir crowd; cd crowd; seq 3000 | xargs touch")
    try expect(try await environment.listFiles(environment.inside("crowd")).count, is: 3000)
    _ = try await environment.text("rm -r list crowd")
  }

  private static func remove(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    _ = try await environment.text("mkdir -p gone/deep none kept; touch gone/deep/file single kept/file; ln -s ../kept gone/link")
    try await environment.removeFile(environment.inside("single"), recursive: false)
    try await environment.removeFile(environment.inside("none"), recursive: false)
    try await refused(as: "a directory that is not empty") {
      try await environment.removeFile(environment.inside("gone"), recursive: false)
    }
    try await environment.removeFile(environment.inside("gone"), recursive: true)
    try await refused(as: "what belongs to others") { try await environment.removeFile("/etc/passwd", recursive: false) }
    try await refused(as: "what is not there") {
      try await environment.removeFile(environment.inside("missing"), recursive: false)
    }
    try expect(try await environment.text("ls -d gone single none kept/file 2>/dev/null; rm -r kept"), is: "kept/file\n")
  }

  private static func write(_ scene: ConformanceScene) async throws {
    let environment = try await scene.plain()
    let place = environment.inside("portions")
    try await environment.writeFile(place, Array("first".utf8), at: 0, mode: 0o640)
    try await environment.writeFile(place, Array(" and second".utf8), at: 5, mode: 0o640)
    try await refused(as: "a hole") { try await environment.writeFile(place, [1], at: 40, mode: 0o640) }
    try await refused(as: "no directory") {
      try await environment.writeFile(environment.inside("none/file"), [1], at: 0, mode: 0o640)
    }
    try expect(try await environment.text("cat portions; stat -c ' %a' portions"), is: "first and second 640\n")
    try await environment.writeFile(place, [], at: 0, mode: 0o600)
    try expect(try await environment.text("stat -c '%s %a' portions; rm portions"), is: "0 600\n")
  }

  private static func watch(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    _ = try await environment.text("mkdir -p seen/deep")
    let changes = try await environment.watchFiles(environment.inside("seen"))
    _ = try await environment.text("echo a > seen/deep/file; rm seen/deep/file")
    let found = try await within(scene.patience(.seconds(10)), "the changes are told") {
      var found: [FileChange] = []
      for try await change in changes {
        found.append(change)
        if case .removed = change { return found }
      }
      return found
    }
    try expect(found.count >= 2, "only \(found)")
    let isThere = found.allSatisfy { change in
      switch change {
      case .created(let path), .changed(let path), .removed(let path): path.hasSuffix("deep/file")
      case .watching, .overflow: false
      }
    }
    try expect(isThere, "told \(found)")
  }

  private static func bindMounts(_ scene: ConformanceScene) async throws {
    let shared = try scene.subject.scratch()
    let environment = try await scene.booted { spec in
      _ = chown(shared, spec.user, spec.user)
      spec.mounts = [BindMount(source: shared, target: "/data", readOnly: false)]
    }
    let text = try await environment.run("echo kept > file; cat file") { $0.workingDirectory = "/data" }.output
    try expect(text, is: "kept\n")
    try expect(access("\(shared)/file", F_OK), is: 0, "it is not in \(shared):")
  }

  /// Where an environment has a file system of its own in memory. A virtual machine has a copy of a single file.
  private static func mountsBelowTmp(_ scene: ConformanceScene) async throws {
    let shared = try scene.subject.scratch()
    let file = FilePath(shared).appending("note")
    try AtomicFile.write(Array("noted\n".utf8), to: file)
    let environment = try await scene.booted { spec in
      _ = chown(shared, spec.user, spec.user)
      spec.mounts = [
        BindMount(source: shared, target: "/tmp/deep/place", readOnly: false),
        BindMount(source: file.string, target: "/run/one/note", readOnly: true),
      ]
      spec.workingDirectory = "/tmp/deep/place"
    }
    let text = try await environment.text("pwd; cat /run/one/note; echo kept > file; echo mine > /tmp/other; cat /tmp/other")
    try expect(text, is: "/tmp/deep/place\nnoted\nmine\n")
    try expect(access("\(shared)/file", F_OK), is: 0, "it is not in \(shared):")
  }

  private static func readOnlyMounts(_ scene: ConformanceScene) async throws {
    let shared = try scene.subject.scratch()
    let environment = try await scene.booted { spec in
      _ = chown(shared, spec.user, spec.user)
      spec.mounts = [
        BindMount(source: shared, target: "/data", readOnly: false), BindMount(source: shared, target: "/mirror", readOnly: true),
      ]
    }
    let text = try await environment.text(
      "echo kept > /data/file; cat /mirror/file; (echo no > /mirror/file) 2>/dev/null || echo refused; cat /data/file")
    try expect(text, is: "kept\nrefused\nkept\n")
  }
}
