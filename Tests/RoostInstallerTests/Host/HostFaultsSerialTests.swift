import Foundation
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostInstaller

/// `kill -9` of an installing process at each moment of its journal, and of apt and dpkg themselves, with a real apt in a
/// scratch root. Afterwards the packages are exactly as before, or exactly as after.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(10)))
struct HostFaultsSerialTests {
  private let tool = TinyDeb.program("tool", "1.2.0-1", depends: ["libtool9"])
  private let library = TinyDeb(name: "libtool9", version: "9.0-2", files: ["usr/lib/libtool9": "library"])

  /// Runs the probe until it dies at a moment. Answers with the moments it lived through.
  private func probe(
    _ what: String, _ debian: DebianRoot, home: FilePath, dyingAt moment: Int = .max, index: String? = nil,
    line: (@Sendable (String) -> Void)? = nil
  ) async throws -> [Substring] {
    let tests = FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let probe = tests.removingLastComponent().appending("host-crash-probe")
    let result = try await ExternalCommand(
      probe.string, [home.string, debian.path.string, what, "\(moment)"] + (index.map { [$0] } ?? [])
    ).run(line: line)
    let lines = result.standardOutput.split(separator: "\n")
    #expect(result.status == .signaled(SIGKILL) || lines.last == "ended", "\(result)")
    return lines
  }

  /// Repairs, and expects one of the two states, a clean dpkg, no guard left, and a history without open ends.
  private func repaired(_ debian: DebianRoot, home: FilePath, states: [String]) async throws {
    let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
    _ = try await scope.repair(progress: { _ in })
    #expect(try await debian.audit() == "")
    #expect(states.contains(try await debian.packages()))
    #expect(!debian.path.pushing("usr/sbin/policy-rc.d").exists)
    #expect(try await scope.history().allSatisfy { $0.state == .done || $0.state == .rolledBack })
    #expect(try await scope.repair(progress: { _ in }) == [])
  }

  /// Kills the probe at one moment of its journal after the other, each time in a home of its own and from what `prepare` has
  /// made; the states it answers with are those that may be found afterwards. Returns the number of moments.
  private func killedAtEveryMoment(
    of what: String, _ debian: DebianRoot, prepare: (FilePath) async throws -> [String]
  ) async throws -> Int {
    var moment = 1
    while true {
      let hasEnded = try await withScratch { home in
        let states = try await prepare(home)
        let lines = try await probe(what, debian, home: home, dyingAt: moment)
        try await repaired(debian, home: home, states: states)
        try await purge(debian)
        return lines.last == "ended"
      }
      if hasEnded { return moment }
      moment += 1
    }
  }

  private func purge(_ debian: DebianRoot) async throws {
    _ = try await debian.run("apt-get", "-qq", "-y", "purge", "tool", "libtool9")
  }

  @Test func killedAtEveryMomentOfAnInstallation() async throws {
    try await DebianRoot.with([tool, library]) { debian in
      let before = try await debian.packages()
      _ = try await debian.run("apt-get", "-qq", "-y", "install", "tool")
      let after = try await debian.packages()
      try await purge(debian)
      let moments = try await killedAtEveryMoment(of: "install", debian) { _ in [before, after] }
      // begin, host, packages, verified, done: each before and after it is written
      #expect(moments > 10)
    }
  }

  @Test(arguments: ["undo", "remove"]) func killedAtEveryMomentOfTakingItAway(_ what: String) async throws {
    try await DebianRoot.with([tool, library]) { debian in
      let before = try await debian.packages()
      let moments = try await killedAtEveryMoment(of: what, debian) { home in
        _ = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root).install("tool")
        return [before, try await debian.packages()]
      }
      #expect(moments > 6)
    }
  }

  /// What there is below `/opt/roost` and in `/usr/local/bin`, with where links lead.
  private func places(_ debian: DebianRoot) async throws -> String {
    try await debian.run(
      "sh", "-c", "find /opt /usr/local/bin -not -path /opt/roost -not -path /opt/roost/runtimes -printf '%p %l\\n' | sort")
  }

  @Test func killedAtEveryMomentOfAnArchivesInstallation() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await DebianRoot.with([TinyDeb.program("tiny", "0.9.0-1")]) { debian in
      try debian.path.pushing("usr/local/bin/other").write("somebody else's")
      let (before, packages) = (try await places(debian), try await debian.packages())
      var moment = 1
      var after: String?
      var seen: Set<String> = []
      while after == nil {
        try await withScratch { home in
          let lines = try await probe("archive", debian, home: home, dyingAt: moment, index: server.base)
          let scope = try await HostFixture.scope([HostFixture.entry("tiny", wheel: true)], home: home, root: debian.root)
          _ = try await scope.repair(progress: { _ in })
          let now = try await places(debian)
          if lines.last == "ended" { after = now }
          seen.insert(now)
          #expect(try await debian.packages() == packages)
          #expect(try await scope.history().allSatisfy { $0.state == .done || $0.state == .rolledBack })
          #expect(try await scope.verify(progress: { _ in }).allSatisfy { $0.problem == nil })
          if now != before {
            #expect(try await debian.run("tiny") == "tiny 1.2.0\n")
            _ = try await scope.remove("tiny")
          }
          #expect(try await places(debian) == before)
        }
        moment += 1
      }
      #expect(seen == [before, try #require(after)])
      #expect(after?.contains("/usr/local/bin/tiny /opt/roost/runtimes/tiny-1.2.0/bin/tiny\n") == true)
      // begin, host, archive, links, verified, done: each before and after it is written
      #expect(moment > 12)
    }
  }

  /// The first is held in the middle of its work until the second has said that it waits.
  @Test func twoAtOnceWaitForOneAnother() async throws {
    var slow = tool
    slow.scripts["postinst"] = "#!/bin/sh\nfor i in $(seq 600); do [ -e /waited-for ] && exit 0; sleep 0.1; done\n"
    try await DebianRoot.with([slow, library]) { debian in
      try await withScratch { home in
        let mark = debian.path.appending("waited-for")
        let look: @Sendable (String) -> Void = { line in
          if line.hasPrefix("waits for process ") { try? mark.write("") }
        }
        async let first = probe("install", debian, home: home, line: look)
        async let second = probe("install", debian, home: home, line: look)
        let outputs = try await [first, second]
        #expect(outputs.map(\.last) == ["ended", "ended"])
        let waits = outputs.flatMap { $0 }.filter { $0.hasPrefix("waits for process ") }
        #expect(waits.count == 1 && waits.first?.contains("host-crash-probe") == true, "\(outputs)")
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        #expect(try await scope.history().map(\.state) == [.done])
        #expect(try await debian.run("tool") == "tool 1.2.0\n")
        #expect(try await debian.audit() == "")
      }
    }
  }

  @Test func twoWithHomesOfTheirOwnDoNotBothBringIt() async throws {
    var slow = tool
    slow.scripts["postinst"] = "#!/bin/sh\nsleep 2\n"
    try await DebianRoot.with([slow, library]) { debian in
      try await withScratch { home in
        let homes = [home.appending("one"), home.appending("two")]
        async let first = probe("install", debian, home: homes[0])
        async let second = probe("install", debian, home: homes[1])
        #expect(try await [first, second].map(\.last) == ["ended", "ended"])
        var records: [TransactionRecord] = []
        for home in homes {
          records += try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root).history()
        }
        #expect(records.map(\.state) == [.done] && records.map(\.changes.count) == [2])
        #expect(try await debian.audit() == "")
      }
    }
  }

  /// dpkg, apt and, when its number is in `/installer`, the installing process, each killed in the middle of a package.
  private func assassin(_ script: String) -> TinyDeb {
    var deadly = tool
    deadly.scripts[script] = """
      #!/bin/sh
      [ -e /once ] && exit 0
      touch /once
      apt=$(cat /proc/$PPID/status | sed -n 's/^PPid:.//p')
      kill -9 $apt $PPID
      exit 1
      """
    return deadly
  }

  @Test(arguments: ["preinst", "postinst"]) func dpkgItselfIsKilled(_ script: String) async throws {
    try await DebianRoot.with([assassin(script), library]) { debian in
      try await withScratch { home in
        try DirectoryCreation.ensure(debian.path.appending("proc"))
        try await ExternalCommand("mount", ["--bind", "/proc", debian.path.appending("proc").string]).succeed()
        let before = try await debian.packages()
        let scope = try await HostFixture.scope([HostFixture.entry("tool")], home: home, root: debian.root)
        let events = Events()
        let failure = await problem { try await scope.install("tool", events: events) }
        #expect(failure?.code == .toolFailed, "\(String(describing: failure))")
        #expect(debian.path.appending("once").exists)
        #expect(try await debian.packages() == before, "\(events.all)")
        #expect(try await debian.audit() == "")
        #expect(try await scope.history().map(\.state) == [.rolledBack])
        #expect(try await scope.install("tool").installed == ["tool 1.2.0"])
        try await ExternalCommand("umount", ["-l", debian.path.appending("proc").string]).succeed()
      }
    }
  }
}
