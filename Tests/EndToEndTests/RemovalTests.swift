import FoundationEssentials
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct RemovalTests {
    /// Nests directories deeper than a path can name, in its data and in its own tree, before it listens.
    private static let digger = Projects.node(
      """
      const fs = require('fs')
      for (const top of [process.env.ROOST_DATA_DIR, '/app']) {
        process.chdir(top)
        for (let i = 0; i < 1200; i++) {
          fs.mkdirSync('deep')
          process.chdir('deep')
        }
      }
      require('http').createServer((request, response) => response.end('ok')).listen(process.env.PORT, '127.0.0.1')
      """)

    @Test func anAppThatNestedDirectoriesIsRemovedAndItsNameIsFree() async throws {
      try await RoostFixture.with { roost in
        let project = try roost.project("digger", Self.digger)
        #expect(try await roost.roost("deploy", project, "--yes").status == 0)
        let removal = try await roost.roost("app", "remove", "digger", "--yes")
        #expect(removal.status == 0, "\(removal.errors)")
        #expect(try roost.sandboxes().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: roost.home + "/apps").isEmpty)
        #expect(try await roost.roost("deploy", project, "--yes").status == 0)
      }
    }

    @Test func anOldReleaseThatStillAnswersEndsWithItsApp() async throws {
      try await RoostFixture.with { roost in
        let slow = Projects.node(
          """
          require('http').createServer((request, response) => {
            if (request.url === '/slow') response.write('begun')
            else response.end('ok')
          }).listen(process.env.PORT, '127.0.0.1')
          """)
        let project = try roost.project("slow", slow)
        #expect(try await roost.roost("deploy", project, "--yes").status == 0)
        let old = try #require(try await roost.info("slow").summary.pid)
        let request = try TestProcess(
          "/usr/bin/env", ["curl", "-s", "-N", "-m", "60", "http://127.0.0.1:\(roost.port)/app/slow/slow"],
          variables: ["no_proxy": "*"])
        try await eventually("the old release answers") { request.outputSoFar == "begun" }
        #expect(try await roost.roost("deploy", project, "--force").status == 0)
        #expect(kill(old, 0) == 0, "it still has a request")
        #expect(try await roost.roost("app", "remove", "slow", "--yes").status == 0)
        #expect(kill(old, 0) != 0)
        #expect(try roost.sandboxes().isEmpty)
        request.signal(SIGKILL)
        _ = await request.finish()
      }
    }

    @Test(.enabled(if: geteuid() == 0)) func whatIsLeftBehindKeepsNoDaemonFromStarting() async throws {
      try await RoostFixture.with { roost in
        let half = roost.home + "/tmp/app-0123456789abcdef"
        let stuck = roost.home + "/environments/0123456789abcdef"
        try FileManager.default.createDirectory(atPath: half + "/data", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: stuck + "/mounted", withIntermediateDirectories: true)
        #expect(mount("none", stuck + "/mounted", "tmpfs", 0, nil) == 0)
        try await roost.killDaemon()
        try await roost.restartDaemon()
        try await eventually("what was half removed is gone") { !FileManager.default.fileExists(atPath: half) }
        #expect(umount2(stuck + "/mounted", Int32(MNT_DETACH)) == 0)
        try FileManager.default.removeItem(atPath: stuck)
      }
    }

    @Test(.enabled(if: geteuid() == 0)) func nobodyElseMayLookIntoAnApp() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("closed", Projects.hello("hi")), "--yes").status == 0)
        let apps = roost.home + "/apps"
        for app in try FileManager.default.contentsOfDirectory(atPath: apps) {
          var status = stat()
          #expect(lstat("\(apps)/\(app)", &status) == 0)
          #expect(status.st_mode & 0o777 == 0o700)
        }
      }
    }
  }
}
