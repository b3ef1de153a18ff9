import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct BackupTests {
    private static let passphrase = "correct horse battery"
    private static let secret = "never-in-plain-4711"

    /// Counts in SQLite, and says what it was told.
    static let counter = [
      "main.py": """
      import http.server, os, sqlite3
      file = os.environ['ROOST_DATA_DIR'] + '/count.db'
      base = sqlite3.connect(file)
      base.execute('pragma journal_mode=wal')
      base.execute('create table if not exists visits (n)')
      class Handler(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              base = sqlite3.connect(file)
              if self.path.endswith('/add'):
                  base.execute('insert into visits values (1)')
                  base.commit()
              count = base.execute('select count(*) from visits').fetchone()[0]
              body = f"{count}|{os.environ.get('TOKEN')}|{os.environ.get('LEVEL')}".encode()
              self.send_response(200)
              self.send_header('content-length', str(len(body)))
              self.end_headers()
              self.wfile.write(body)
      http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler).serve_forever()
      """
    ]

    /// Does not listen while it is held, so that nobody is too late to see it begin.
    private static let held = counter.mapValues {
      // Between two looks at the file, which alone decides: the test removes it.
      "import os, time\nwhile os.path.exists(os.environ['ROOST_DATA_DIR'] + '/hold'): time.sleep(0.02)\n" + $0
    }

    /// An app that was visited twice and knows a secret.
    private func settle(
      _ roost: RoostFixture, _ name: String, _ settings: String = "", files: [String: String] = BackupTests.counter
    ) async throws {
      var files = files
      if !settings.isEmpty { files["roost.yml"] = settings }
      let directory = try roost.project(name, files)
      let set = try await roost.roost("app", "env", "set", name, "TOKEN=\(Self.secret)", "--secret")
      #expect(set.status == 0, "\(set.errors)")
      #expect(try await roost.roost("app", "env", "set", name, "LEVEL=loud").status == 0)
      let deployed = try await roost.roost("deploy", directory, "--yes")
      #expect(deployed.status == 0, "\(deployed.errors)")
      _ = try await roost.get(name, "/add")
      #expect(try await roost.get(name, "/add").body == "2|\(Self.secret)|loud")
    }

    private func passphraseFile(_ roost: RoostFixture) throws -> String {
      try roost.project("words", ["pass.txt": Self.passphrase + "\n", "other.txt": "another passphrase\n"])
    }

    @Test func anAppGoesWithItsDataToTheSameNodeUnderAnotherNameAndToAnotherNode() async throws {
      try await RoostFixture.with { roost in
        try await settle(roost, "tally")
        let words = try passphraseFile(roost)
        let file = words + "/tally.roost"
        let exported = try await roost.roost("export", "tally", "-o", file, "--passphrase-file", words + "/pass.txt", "--json")
        #expect(exported.status == 0, "\(exported.output)\(exported.errors)")
        let bytes = try #require(FileManager.default.contents(atPath: file))
        #expect(bytes.range(of: Data(Self.secret.utf8)) == nil, "the secret lies open in the export")
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: words).count == 3, "something was left beside the export")
        // What comes later is not in it.
        _ = try await roost.get("tally", "/add")

        let taken = try await roost.roost("import", file, "--passphrase-file", words + "/pass.txt")
        #expect(taken.status == ProblemCode.appExists.exitStatus && taken.errors.contains("--name tally-2"), "\(taken.errors)")
        let wrong = try await roost.roost("import", file, "--name", "copy", "--passphrase-file", words + "/other.txt")
        #expect(wrong.status == ProblemCode.passphraseWrong.exitStatus, "\(wrong.errors)")
        #expect(try await roost.roost("app", "list", "--json").decoded([AppSummary].self).map(\.name.text) == ["tally"])

        let copied = try await roost.roost("import", file, "--name", "copy", "--passphrase-file", words + "/pass.txt")
        #expect(copied.status == 0, "\(copied.errors)")
        #expect(try await roost.get("copy").body == "2|\(Self.secret)|loud")
        #expect(try await roost.get("tally").body == "3|\(Self.secret)|loud")
        let history = try await roost.roost("app", "deployments", "copy", "--json").decoded([DeploymentSummary].self)
        #expect(history.count == 2 && history[0].imported == nil && history[1].imported == true)

        #expect(try await roost.roost("app", "remove", "tally", "--yes").status == 0)
        let back = try await roost.roost("import", file, "--passphrase-file", words + "/pass.txt")
        #expect(back.status == 0, "\(back.errors)")
        #expect(try await roost.get("tally").body == "2|\(Self.secret)|loud")

        let open = words + "/open.roost"
        let bare = try await roost.roost("export", "tally", "-o", open)
        #expect(bare.status == 0 && bare.output.contains("TOKEN"), "\(bare.output)\(bare.errors)")
        try await RoostFixture.with(home: RoostFixture.sharedHome + "-second") { other in
          let there = try await other.roost("import", file, "--passphrase-file", words + "/pass.txt", "--yes")
          #expect(there.status == 0, "\(there.errors)")
          #expect(try await other.get("tally").body == "2|\(Self.secret)|loud")
          let without = try await other.roost("import", open, "--name", "bare", "--no-start")
          #expect(without.status == 0 && without.output.contains("missing: TOKEN"), "\(without.output)\(without.errors)")
          #expect(try await other.info("bare").summary.state == .stopped)
          #expect(try await other.roost("app", "start", "bare").status == 0)
          #expect(try await other.get("bare").body == "2|None|loud")
        }
      }
    }

    @Test func whatIsNoWholeExportChangesNothing() async throws {
      try await RoostFixture.with { roost in
        let site = try roost.project("plain", ["index.html": "plain", "roost.yml": "name: plain\n"])
        #expect(try await roost.roost("deploy", site).status == 0)
        let words = try passphraseFile(roost)
        let file = words + "/plain.roost"
        #expect(try await roost.roost("export", "plain", "-o", file).status == 0)
        let whole = try #require(FileManager.default.contents(atPath: file))
        var damaged: [String: Data] = ["cut": whole.prefix(whole.count - 700), "empty": Data(), "longer": whole + Data([0])]
        for place in stride(from: 100, to: whole.count, by: whole.count / 12) {
          var changed = whole
          changed[place] ^= 0x20
          damaged["bit-\(place)"] = changed
        }
        damaged["huge-manifest"] = replacing(whole, at: 124, with: "77777777777")
        for (name, data) in damaged {
          let path = words + "/\(name).roost"
          try data.write(to: URL(fileURLWithPath: path))
          let answer = try await roost.roost("import", path, "--name", "broken")
          #expect(answer.status == ProblemCode.exportInvalid.exitStatus, "\(name): \(answer.errors)")
        }
        #expect(try await roost.roost("app", "list", "--json").decoded([AppSummary].self).map(\.name.text) == ["plain"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: roost.home + "/apps").count == 1)
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: roost.home + "/spool/backup").sorted() == ["exports", "uploads"])
        let again = try await roost.roost("import", file, "--name", "again")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await roost.get("again").body == "plain")
        #expect(try await roost.get("again", "/roost.yml").status == 404)
      }
    }

    private func replacing(_ data: Data, at place: Int, with text: String) -> Data {
      var data = data
      data.replaceSubrange(place..<(place + text.utf8.count), with: Data(text.utf8))
      return data
    }

    @Test func aBackupBringsBackDataVariablesAndRelease() async throws {
      try await RoostFixture.with { roost in
        defer { try? FileManager.default.removeItem(atPath: roost.home + "/backups") }
        // Half a day away, so that all backups are those that are asked for here.
        let hour = (Int(Date().timeIntervalSince1970) / 3600 + 12) % 24
        try await settle(roost, "kept", "backup: {schedule: \"0 \(hour) * * *\", keep: 2}\n")
        let made = try await roost.roost("app", "backup", "kept")
        #expect(made.status == 0, "\(made.errors)")
        let status = try await roost.roost("app", "backups", "kept", "--verify", "--json").decoded(BackupStatus.self)
        #expect(status.backups.map(\.isWhole) == [true] && status.policy?.keep == 2 && status.next != nil)
        let name = try #require(status.backups.first?.name)
        let file = status.directory + "/\(name).roost"
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        let bytes = try #require(FileManager.default.contents(atPath: file))
        #expect(bytes.range(of: Data(Self.secret.utf8)) == nil, "the secret lies open in the backup")

        _ = try await roost.get("kept", "/add")
        #expect(try await roost.roost("app", "env", "set", "kept", "LEVEL=quiet", "MORE=1").status == 0)
        _ = try roost.project("kept", ["main.py": Self.counter["main.py"]!.replacing("{count}|", with: "new {count}|")])
        #expect(try await roost.roost("deploy", roost.project("kept", [:])).status == 0)
        #expect(try await roost.get("kept").body == "new 3|\(Self.secret)|quiet")

        let restored = try await roost.roost("app", "restore", "kept", name, "--yes")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try await roost.get("kept").body == "2|\(Self.secret)|loud")
        let before = try await roost.roost("app", "backups", "kept", "--json").decoded(BackupStatus.self)
        #expect(before.backups.map(\.reason) == [.before, .asked])
        let undone = try await roost.roost("app", "restore", "kept", "latest", "--yes")
        #expect(undone.status == 0, "\(undone.errors)")
        #expect(try await roost.get("kept").body == "new 3|\(Self.secret)|quiet")

        // A release that cannot start leaves what there was.
        let broken = try await roost.roost("app", "restore", "kept", "2026-01-01T00-00-00", "--yes")
        #expect(broken.status == ProblemCode.backupNotFound.exitStatus, "\(broken.errors)")
        let all = try await roost.roost("app", "backups", "--json").decoded([AppBackups].self)
        #expect(all.first { $0.app.text == "kept" }?.exists == true)
        #expect(try await roost.roost("app", "remove", "kept", "--yes").status == 0)
        let former = try await roost.roost("app", "backups", "--json").decoded([AppBackups].self).first { $0.app.text == "kept" }
        #expect(former?.exists == false && former?.status.backups.contains { $0.name == name } == true)
        let again = try await roost.roost("app", "restore", "kept", name, "--yes")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await roost.get("kept").body == "2|\(Self.secret)|loud")
      }
    }

    /// While it still serves; while the backup of before is written; between that and the exchange; after the exchange.
    @Test(arguments: ["plan", "restore", "exchange", "boot", "gate"])
    func killedDuringARestorationWhatThereWasServes(stage: String) async throws {
      try await RoostFixture.with { roost in
        defer { try? FileManager.default.removeItem(atPath: roost.home + "/backups") }
        try await settle(roost, "halfback", files: Self.held)
        // It is in the backup alone: what is brought back is held, and nothing else is.
        let hold = try await roost.info("halfback").dataDirectory + "/hold"
        try #require(FileManager.default.createFile(atPath: hold, contents: nil))
        #expect(try await roost.roost("app", "backup", "halfback").status == 0)
        try FileManager.default.removeItem(atPath: hold)
        let backups = try await roost.roost("app", "backups", "halfback", "--json").decoded(BackupStatus.self).backups
        let made = try #require(backups.first?.name)
        _ = try await roost.get("halfback", "/add")
        #expect(try await roost.roost("app", "env", "set", "halfback", "LEVEL=quiet").status == 0)
        let restoring = try roost.start(["app", "restore", "halfback", made, "--yes"])
        try await eventually("the restoration reached \(stage)") {
          (restoring.outputSoFar + restoring.errorsSoFar).contains(stage) || !restoring.isRunning
        }
        try await roost.killDaemon()
        #expect(await restoring.finish().status != 0)
        try await roost.restartDaemon()
        try await eventually("it serves what there was") {
          try await roost.get("halfback").body == "3|\(Self.secret)|quiet"
        }
        let newest = try await roost.roost("app", "deployments", "halfback", "--json").decoded([DeploymentSummary].self)[0]
        #expect(newest.kind == .restore && newest.state == .interrupted)
        let restoringAgain = try roost.start(["app", "restore", "halfback", made, "--yes"])
        try await eventually(within: .seconds(60), "its data is back") {
          FileManager.default.fileExists(atPath: hold) || !restoringAgain.isRunning
        }
        try? FileManager.default.removeItem(atPath: hold)
        let again = await restoringAgain.finish()
        #expect(again.status == 0, "\(again.errors)")
        #expect(try await roost.get("halfback").body == "2|\(Self.secret)|loud")
        #expect(try await roost.roost("app", "restore", "halfback", "latest", "--yes").status == 0)
        #expect(try await roost.get("halfback").body == "3|\(Self.secret)|quiet")
      }
    }
  }
}
