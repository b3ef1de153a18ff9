import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostTestSupport
import Testing

/// What a process in a sandbox sees and may do, and what two sandboxes see of one another.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct IsolationSerialTests {
  @Test func aProcessHasNoPowerOverItsMachine() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let status = try await environment.run("id -u; grep -E 'Cap(Prm|Eff|Bnd|Amb)|NoNewPrivs|Seccomp:' /proc/self/status").output
      #expect(status.hasPrefix("\(SandboxFixture.user)\n"))
      #expect(status.split(separator: "\n").filter { $0.hasPrefix("Cap") }.allSatisfy { $0.hasSuffix("0000000000000000") })
      #expect(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"))
      for attempt in [
        "cat /etc/shadow", "mount -t tmpfs none /tmp", "unshare -r true", "echo x > /usr/x", "kill -9 1", "cat /proc/1/mem",
        "ls /sys/fs",
      ] {
        #expect(try await environment.run(attempt).exit.succeeded == false, "\(attempt)")
      }
      #expect(try await environment.run("ls -A \(fixture.home)").exit.succeeded == false)
    }
  }

  @Test func neighboursDoNotSeeEachOther() async throws {
    try await SandboxFixture.with { fixture in
      let (left, right) = (try await fixture.booted(), try await fixture.booted())
      let secret = try await left.spawn(ProcessSpec("/bin/sleep", ["4711"]))
      _ = try await left.run("echo secret > /tmp/secret; echo secret > /app/secret")
      let view = try await right.run("cat /proc/[0-9]*/cmdline | tr '\\0' ' '; cat /tmp/secret /app/secret; hostname")
      #expect(!view.output.contains("4711") && !view.output.contains("secret\n"))
      let pid = try #require(await secret.hostPID)
      #expect(try await right.run("kill -0 \(pid)").exit.succeeded == false)
      #expect(try await left.run("hostname").output != (try await right.run("hostname").output))
    }
  }
}
