import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct FullDiskTests {
    @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs root")) func aSmallDisk() async throws {
      let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-small-\(getpid())").path
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      #expect(mount("tmpfs", home, "tmpfs", 0, "size=24m,mode=755") == 0)
      defer {
        umount2(home, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: home)
      }
      try await RoostFixture.with(home: home) { roost in
        let site = try roost.project("site", ["index.html": "fits"])
        #expect(try await roost.roost("deploy", site).status == 0)
        let node = try roost.project("big", Projects.hello("x"))
        let refused = try await roost.roost("deploy", node, "--yes")
        #expect(refused.status == ProblemCode.diskFull.exitStatus, "\(refused.errors)")
        #expect(refused.errors.contains("free"))

        let fat = try roost.project(
          "fat", ["index.html": "x", "blob.bin": String(repeating: "0123456789abcdef", count: 2 << 20)])
        let full = try await roost.roost("deploy", fat)
        #expect(full.status == ProblemCode.diskFull.exitStatus, "\(full.errors)")
        #expect(try await roost.get("site").body == "fits")
        #expect(try await roost.roost("deploy", site).status == 0)
      }
    }

    /// A small file system as a home, with the runtimes of the shared one.
    private func withSmallHome(_ name: String, _ body: (RoostFixture) async throws -> Void) async throws {
      let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-\(name)-\(getpid())").path
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      #expect(mount("tmpfs", home, "tmpfs", 0, "size=32m,mode=755") == 0)
      try FileManager.default.createDirectory(atPath: home + "/store", withIntermediateDirectories: true)
      #expect(mount(RoostFixture.sharedHome + "/store", home + "/store", nil, UInt(MS_BIND), nil) == 0)
      defer {
        for place in [home + "/store", home] { umount2(place, Int32(MNT_DETACH)) }
        try? FileManager.default.removeItem(atPath: home)
      }
      try await RoostFixture.with(home: home, body)
    }

    /// Tools say it in their own words, or not at all.
    @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs root"))
    func aBuildThatFillsTheDiskSaysSoAndLeavesWhatServes() async throws {
      func site(_ text: String, _ build: String) -> [String: String] {
        ["index.html": text, "roost.yml": "build: \(build)\n"]
      }
      try await RoostFixture.with { roost in
        let installing = try await roost.roost("deploy", roost.project("built", site("one", "touch made")), "--yes")
        #expect(installing.status == 0, "\(installing.errors)")
      }
      try await withSmallHome("built") { roost in
        #expect(try await roost.roost("deploy", roost.project("built", site("one", "touch made"))).status == 0)
        for fill in ["head -c 100000000 /dev/zero > blob", "\"sh -c 'head -c 100000000 /dev/zero > blob 2> /dev/null'\""] {
          let full = try await roost.roost("deploy", roost.project("built", site("two", fill)))
          #expect(full.status == ProblemCode.diskFull.exitStatus, "\(full.errors)")
          #expect(full.errors.contains("are free at \(roost.home)") && full.errors.contains("df -h"), "\(full.errors)")
          #expect(try await roost.get("built").body == "one")
          #expect(try await roost.info("built").summary.release == 1)
        }
        // What the build wrote is gone with it.
        #expect(try await roost.roost("deploy", roost.project("built", site("three", "touch made"))).status == 0)
        #expect(try await roost.get("built").body == "three")
      }
    }

    @Test(.enabled(if: geteuid() == 0, "limits of memory need root"))
    func aBuildThatNeedsMoreMemoryNamesItsLimit() async throws {
      try await RoostFixture.with(variables: ["ROOST_BUILD_MEMORY": "96"]) { roost in
        let greedy = "build: \"head -c 400M /dev/zero | tail -c 400M > /dev/null\"\n"
        let directory = try roost.project("greedy", ["index.html": "one", "roost.yml": greedy])
        let killed = try await roost.roost("deploy", directory, "--yes")
        #expect(killed.status == ProblemCode.buildFailed.exitStatus, "\(killed.errors)")
        #expect(killed.errors.contains("reached its memory limit of 96 MiB"), "\(killed.errors)")
        #expect(killed.errors.contains("build: {memory: 512}"), "\(killed.errors)")
      }
    }

    private static let filler = Projects.node(
      """
      const fs = require('fs')
      require('http').createServer((request, response) => {
        if (request.url === '/fill') {
          const file = fs.openSync(process.env.ROOST_DATA_DIR + '/big', 'w')
          for (const size of [1 << 20, 4096, 1]) try { while (fs.writeSync(file, Buffer.alloc(size))); } catch {}
        }
        response.end('ok')
      }).listen(process.env.PORT, '127.0.0.1')
      """)

    @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs root"))
    func anAppThatFilledTheDiskGoesOnIsStoppedAndRemoved() async throws {
      try await RoostFixture.with { roost in
        let installing = try await roost.roost("deploy", roost.project("filler", Self.filler), "--yes")
        #expect(installing.status == 0, "\(installing.errors)")
      }
      try await withSmallHome("full") { roost in
        let project = try roost.project("filler", Self.filler)
        #expect(try await roost.roost("deploy", project).status == 0)
        #expect(try await roost.get("filler", "/fill").status == 200)
        let pid = try #require(try await roost.info("filler").summary.pid)
        let refused = try await roost.roost("deploy", project)
        #expect(refused.status == ProblemCode.diskFull.exitStatus, "\(refused.errors)")

        try await roost.killDaemon()
        try await roost.restartDaemon()
        #expect(try await roost.info("filler").summary.pid == pid)
        #expect(try await roost.get("filler").body == "ok")

        _ = try await roost.roost("app", "stop", "filler")
        #expect(kill(pid, 0) != 0)
        let removal = try await roost.roost("app", "remove", "filler", "--yes")
        #expect(removal.status == 0, "\(removal.errors)")
        #expect(try await roost.roost("deploy", project).status == 0)
      }
    }
  }
}
