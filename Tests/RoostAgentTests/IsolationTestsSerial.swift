import Foundation
import RoostAgentProtocol
import Testing

@Suite("isolation", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct IsolationTestsSerial {
  @Test func noPrivilegesAreLeft() throws {
    try Sandbox.with { (sandbox) throws in
      let status = try sandbox.run("cat /proc/self/status; umask").output
      let values = status.split(separator: "\n").reduce(into: [String: String]()) { result, line in
        let parts = line.split(separator: ":", maxSplits: 1)
        result[String(parts[0])] = parts.last?.split(separator: "\t").joined(separator: " ")
      }
      let user = "\(Sandbox.user)"
      #expect(values["Uid"] == "\(user) \(user) \(user) \(user)")
      #expect(values["Gid"] == "\(user) \(user) \(user) \(user)")
      #expect(values["Groups"]?.trimmingCharacters(in: .whitespaces) == "")
      for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] { #expect(values[set] == "0000000000000000") }
      #expect(values["NoNewPrivs"] == "1")
      #expect(values["Seccomp"] == "2")
      #expect(values["SigBlk"] == "0000000000000000")
      #expect(values["SigIgn"] == "0000000000000000")
    }
  }

  @Test(arguments: [
    (SystemCall.mount, [0, 0, 0, 0, 0]), (SystemCall.clone, [0x1000_0011, 0, 0, 0, 0]), (SystemCall.ptrace, [0, 0, 0, 0]),
    (SystemCall.processVMRead, [1, 0, 0, 0, 0, 0]), (SystemCall.pidfdGetFd, [0, 0, 0]),
    (SystemCall.ioURingSetup, [1, 0]),
  ])
  func refusedCalls(number: Int, arguments: [Int]) throws {
    try Sandbox.with { (sandbox) throws in
      #expect(try sandbox.connect().run(SystemCall.attempt(number, arguments)).output == "\(EPERM)")
    }
  }

  @Test func noNewNamespacesAndNoKeys() throws {
    try Sandbox.with { (sandbox) throws in
      #expect(try sandbox.shows("not permitted", from: "unshare -U true"))
      #expect(try sandbox.run("perl -e 'socket(S, 38, 5, 0) or print $!+0'").output == "\(EAFNOSUPPORT)")
    }
  }

  @Test func hostIsOutOfSight() throws {
    try Sandbox.with { (sandbox) throws in
      #expect(try sandbox.run("ls -A /sys").output == "")
      #expect(try sandbox.shows("denied", from: "cat /etc/shadow"))
      #expect(try !sandbox.shows(sandbox.directory, from: "cat /proc/self/mountinfo"))
      let processes = try sandbox.run("ls -d /proc/[0-9]*").output.split(separator: "\n")
      #expect(processes.count == 2, "ls and the agent")
      #expect(try !sandbox.shows("..", from: "cat /proc/self/cgroup"))
      #expect(try sandbox.run("uname -n").output == "roost\n")
    }
  }

  @Test func agentCannotBeReached() throws {
    try Sandbox.with { (sandbox) throws in
      #expect(try sandbox.shows("denied", from: "cat /proc/1/mem"))
      #expect(try sandbox.shows("denied", from: "ls /proc/1/fd"))
      #expect(try sandbox.shows("denied", from: "ls /proc/1/root/"))
      for signal in ["KILL", "STOP", "TERM", "SEGV"] { _ = try sandbox.run("kill -\(signal) 1") }
      for command in ["prlimit --pid 1 --cpu=1:1", "prlimit --pid 1 --nofile=1:1", "taskset -p 1 1", "chrt -i -p 0 1"] {
        #expect(try sandbox.run(command).reason != .exited(0), "\(command)")
      }
      #expect(try sandbox.run("prlimit --nofile=100:100 true && chrt -i 0 true").reason == .exited(0), "others may")
      #expect(try sandbox.run("echo alive").output == "alive\n")
    }
  }

  @Test func agentHoldsNoWayOut() throws {
    try Sandbox.with { (sandbox) throws in
      let fds = "/proc/\(sandbox.pid)/fd"
      var directories = 0
      for name in try FileManager.default.contentsOfDirectory(atPath: fds) {
        var here = stat()
        guard stat("\(fds)/\(name)", &here) == 0, here.st_mode & S_IFMT == S_IFDIR else { continue }
        directories += 1
        var above = stat()
        #expect(stat("\(fds)/\(name)/..", &above) == 0)
        #expect(above.st_ino == here.st_ino && above.st_dev == here.st_dev, "descriptor \(name) leads out")
      }
      #expect(directories == 1, "the journal")
    }
  }

  @Test func plantedLinksLeadNowhere() throws {
    try Sandbox.with { (sandbox) throws in
      let client = try sandbox.connect()
      _ = try client.run(["/bin/sh", "-c", "for i in $(seq 0 40); do ln -s /proc/self/fd/$i /app/$i; done"])
      // Those that lead to one of the agent's own descriptors; the others lead to nothing at all.
      var refused = 0
      for number in 0...40 {
        let answers = [
          try client.call(.spawn(SpawnRequest(arguments: ["pwd"], workingDirectory: "/app/\(number)"))),
          try client.call(.writeFile(path: "/app/\(number)/x", mode: 0o644, offset: 0, bytes: [1])),
          try client.call(.makeDirectory(path: "/app/\(number)/x", mode: 0o755)),
        ]
        for answer in answers {
          switch answer {
          case .refused(let failure): refused += failure.errno == ELOOP ? 1 : 0
          case .failed(let errno): refused += errno == ELOOP ? 1 : 0
          default: Issue.record("\(number) led somewhere: \(answer)")
          }
        }
      }
      #expect(refused > 20)
    }
  }

  @Test func writesOnlyWhereItMay() throws {
    try Sandbox.with { (sandbox) throws in
      for path in ["/app", "/tmp", "/run", "/dev/shm"] { #expect(try sandbox.run("echo > \(path)/x").reason == .exited(0)) }
      for path in ["/", "/usr", "/etc", "/dev", "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger"] {
        #expect(try sandbox.run("echo > \(path)/x || echo > \(path)").reason != .exited(0))
      }
      #expect(try sandbox.run("mkdir -p /app/a /app/b && touch /app/a/f && mv /app/a/f /app/b/g").reason == .exited(0))
      #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.directory + "/upper") == ["app"])
    }
  }

  /// Places that a mode would let everybody write in, so that only the rules can be what forbids it.
  private func openPlaces(_ sandbox: Sandbox) throws -> [String] {
    let layer = sandbox.directory + "/open"
    let places = ["opt", "srv", "srv/deep"]
    for name in places {
      try FileManager.default.createDirectory(atPath: "\(layer)/\(name)", withIntermediateDirectories: true)
      #expect(chmod("\(layer)/\(name)", 0o777) == 0)
    }
    #expect(symlink("/", layer + "/loop") == 0)
    sandbox.spec.layers.append(layer)
    return places.map { "/" + $0 }
  }

  @Test func moreWritablePlacesAreThoseAndNoOthers() throws {
    try Sandbox.scratch { sandbox in
      #expect(try openPlaces(sandbox) == ["/opt", "/srv", "/srv/deep"])
      sandbox.spec.writablePlaces = ["/srv", "/not-there"]
      try sandbox.boot()
      #expect(try sandbox.run("echo > /srv/x && echo > /srv/deep/x && mv /srv/x /srv/deep/y").reason == .exited(0))
      for path in ["/", "/opt", "/usr", "/etc"] { #expect(try sandbox.run("echo > \(path)/x").reason != .exited(0), "\(path)") }
      #expect(try sandbox.shows("denied", from: "echo > /opt/x"))
    }
  }

  @Test(arguments: ["/", "/.", "//", "/usr/..", "/loop", "/srv/../loop/."])
  func theRootIsNoHome(home: String) throws {
    try Sandbox.scratch { sandbox in
      _ = try openPlaces(sandbox)
      sandbox.spec.variables = sandbox.spec.variables.filter { !$0.hasPrefix("HOME=") } + ["HOME=" + home]
      sandbox.spec.writablePlaces = [home]
      try sandbox.boot()
      #expect(try sandbox.run("echo > /app/x").reason == .exited(0))
      #expect(try sandbox.run("echo > /opt/x || echo > /srv/x").reason != .exited(0))
    }
  }

  @Test func networkNoneLeadsNowhere() throws {
    try Sandbox.with { (sandbox) throws in
      #expect(try sandbox.run("tail -n +2 /proc/net/route").output == "")
      let connect =
        "use Socket; socket(S, PF_INET, SOCK_STREAM, 0); connect(S, pack_sockaddr_in(80, inet_aton(\"1.1.1.1\"))) or print $!+0"
      #expect(try sandbox.connect().run(["perl", "-e", connect]).output == "\(ENETUNREACH)")
      #expect(try sandbox.run("tail -n +3 /proc/net/dev | cut -d: -f1").output.split(separator: " ") == ["lo\n"])
    }
  }

  @Test func theKernelTakesUsFirst() throws {
    try Sandbox.with { sandbox in
      let own = try String(contentsOfFile: "/proc/self/oom_score_adj", encoding: .utf8)
      let expected = min(1000, (Int(own.trimmingCharacters(in: .newlines)) ?? 0) + 300)
      #expect(try sandbox.run("cat /proc/self/oom_score_adj").output == "\(expected)\n")
    }
  }

  @Test func limitsOfTheCallerAreReplaced() throws {
    try Sandbox.scratch { sandbox in
      sandbox.spec.limits.openFiles = 333
      try sandbox.boot(through: ["prlimit", "--core=4096:4096", "--nofile=500:500", "env", "--ignore-signal=TERM"])
      #expect(
        try sandbox.run("ulimit -c; ulimit -n; grep SigIgn /proc/self/status").output == "0\n333\nSigIgn:\t0000000000000000\n")
    }
  }

  @Test func lowPortsAreOpen() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.startListener(port: 80)
      _ = try client.await("listening", from: process)
    }
  }
}
