import Foundation
import RoostAgentProtocol
import Testing

/// Directories of the host whose files belong to somebody else than the sandbox's user.
@Suite("owners", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct OwnerTestsSerial {
  private static let owner = BootOwner(user: 0, group: 7)

  private func withWork(owner: BootOwner? = owner, _ body: (Sandbox, String) throws -> Void) throws {
    try Sandbox.scratch { sandbox in
      let work = sandbox.directory + "/held"
      try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
      for (name, user) in [("own", 0), ("other", 5)] {
        try "secret\n".write(toFile: "\(work)/\(name)", atomically: false, encoding: .utf8)
        #expect(chmod("\(work)/\(name)", 0o600) == 0 && chown("\(work)/\(name)", uid_t(user), 0) == 0)
      }
      #expect(chown(work, 0, 7) == 0)
      var mount = BootMount(source: work, target: "/data", isReadOnly: false)
      mount.owner = owner
      sandbox.spec.mounts.append(mount)
      try sandbox.boot()
      try body(sandbox, work)
    }
  }

  private func owner(of path: String) throws -> [uid_t] {
    var status = stat()
    #expect(lstat(path, &status) == 0)
    return [status.st_uid, status.st_gid]
  }

  @Test func newFilesBelongToTheOwnerAndNobodyRunsAsHim() throws {
    try withWork { (sandbox, work) throws in
      let made = try sandbox.run(
        "id -u; cat /data/own; echo x > /data/new; mkdir /data/sub; ln -s new /data/link; stat -c %u /data/new")
      #expect(made.output == "\(Sandbox.user)\nsecret\n\(Sandbox.user)\n", "\(made.errors)")
      for name in ["new", "sub", "link"] { #expect(try owner(of: "\(work)/\(name)") == [0, 7]) }
      #expect(try sandbox.shows("denied", from: "cat /data/other"))
      #expect(try sandbox.run("stat -c %u /data/other").output == "5\n")
      #expect(try sandbox.shows("denied", from: "cat /etc/shadow"), "root's files elsewhere stay root's")
    }
  }

  @Test func nothingThatRunsAsTheOwnerCanBeLeftBehind() throws {
    try withWork { (sandbox, work) throws in
      let attempts = [
        "chmod 4755", "chmod 2755", "perl -e 'chmod 04755, $ARGV[0] or die'", "install -m 4755 /bin/true",
        "perl -MFcntl -e 'sysopen(F, $ARGV[0], O_CREAT|O_RDWR, 06755) or die'",
        "perl -e 'syscall(268, -100, $ARGV[0], 04755) == 0 or die'",
        "perl -e 'syscall(452, -100, $ARGV[0], 04755, 0) == 0 or die'",
        "perl -e 'open F, \">>\", $ARGV[0]; syscall(91, fileno F, 04755) == 0 or die'",
      ]
      for attempt in attempts {
        _ = try sandbox.run("cp /bin/true /data/tool; \(attempt) /data/tool; \(attempt) /data/fresh")
        for name in ["tool", "fresh"] {
          var status = stat()
          guard lstat("\(work)/\(name)", &status) == 0 else { continue }
          #expect(status.st_mode & 0o6000 == 0, "\(attempt)")
        }
        #expect(try sandbox.run("rm -f /data/tool /data/fresh; chmod 755 /data/own; touch /data/again").reason == .exited(0))
      }
    }
  }

  @Test func withoutAnotherOwnerNothingIsDifferent() throws {
    try withWork(owner: nil) { (sandbox, _) throws in
      #expect(try sandbox.shows("denied", from: "echo > /data/new"))
      #expect(try sandbox.run("echo > /app/x && chmod 4755 /app/x && stat -c %a /app/x").output == "4755\n")
    }
  }
}
