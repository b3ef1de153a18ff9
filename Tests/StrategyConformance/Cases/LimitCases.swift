import RoostEnvironments
import RoostModel
import RoostTestSupport

enum LimitCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("limits.memory", needs: [.limitMemory, .memoryEvents], memory),
    ConformanceCase("limits.processes", needs: [.limitProcesses], processes),
    ConformanceCase("limits.processor", needs: [.limitCPU], processor),
    ConformanceCase("limits.disk", needs: [.limitDisk], within: .seconds(90), disk),
    ConformanceCase("limits.time", needs: [.signals, .limitTime], timeLimit),
    ConformanceCase("limits.nonsense", nonsense),
    ConformanceCase("limits.never-weaker", neverWeaker),
    ConformanceCase("limits.metrics", needs: [.metrics], metrics),
  ]

  private static func memory(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.limits.memory = .mebibytes(64) }
    let hungry = "my $x = 'x' x (1 << 20); my @all; push @all, $x . $_ for 1..500; print 'held'"
    let exit = try await environment.spawn(InsideServer.perl(hungry)).finished().exit
    try expect(exit.reason, is: .outOfMemory)
    try expect(exit.code, is: 137)
    try expect(try await environment.text("echo fine"), is: "fine\n")
  }

  /// Sixty are asked for, all that are started end by themselves.
  private static func processes(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.limits.processes = 20 }
    let sixty =
      "my ($n, $no) = (0, 0); for (1..60) { my $p = fork; if (!defined $p) { $no++ } elsif ($p) { $n++ } else { sleep 20; exit } } print \"$n $no\"; kill 9, 0"
    let bomb = try await environment.spawn(InsideServer.perl("$| = 1; " + sixty)).finished()
    let counts = bomb.output.split(separator: " ").compactMap { Int($0) }
    try expect(counts.count == 2 && counts[0] <= 20 && counts[1] >= 40, "of sixty were started and refused: \(bomb.output)")
    let problem = try await refused(.environmentState, as: "one process after the other") {
      for _ in 0..<60 { _ = try await environment.spawn(ProcessSpec("sleep", ["60"])) as any ProcessHandle }
    }
    try expect(problem.hint.contains("limits"), "the hint does not name the limit: \(problem)")
    try expect(await environment.state, is: .ready)
  }

  private static func processor(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.limits.cpus = 0.25 }
    // Its start does not count: on an emulated processor that alone takes long.
    let program = """
      use Time::HiRes 'time'; my @start = times; my $end = time + 2; 1 while time < $end;
      my @used = times; print $used[0] + $used[1] - $start[0] - $start[1]
      """
    let used = Double(try await environment.spawn(InsideServer.perl(program)).finished().output) ?? 99
    try expect(used > 0.1 && used < 0.9, "a quarter of two seconds was \(used) s")
  }

  private static func disk(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted { $0.limits.disk = .mebibytes(32) }
    try expect(try await environment.run("head -c 16000000 /dev/zero > half").exit.succeeded, is: true, "half of it:")
    let full = try await environment.run("head -c 64000000 /dev/zero > whole && sync")
    try expect(full.exit.succeeded, is: false, "twice the limit:")
    try expect(try await environment.text("rm -f whole half; echo again > small; cat small"), is: "again\n")
  }

  /// One ends when it is asked to, one by force five seconds later, and both because the time is over.
  private static func timeLimit(_ scene: ConformanceScene) async throws {
    let seconds = 2 * max(1, Int(scene.subject.slowness))
    let environment = try await scene.booted { $0.limits.seconds = seconds }
    let began = ContinuousClock.now
    let events = await environment.events()
    let kind = try await environment.spawn(.shell("trap 'echo bye; exit 3' TERM; while :; do sleep 0.05; done"))
    let stubborn = try await environment.spawn(.shell("trap '' TERM; while :; do sleep 0.05; done"))
    let seen = try await within(.seconds(seconds) + scene.patience(.seconds(20)), "the environment ends") {
      var seen: [EnvironmentEvent] = []
      for await event in events { seen.append(event) }
      return seen
    }
    let took = began.duration(to: .now)
    try expect(seen.contains(.limitReached(.time)), "no event for the limit among \(seen)")
    try expect(seen.last, is: .state(.ended))
    try expect(try await kind.exitStatus().reason, is: .timedOut)
    try expect(try await stubborn.exitStatus().reason, is: .timedOut)
    try expect(took >= .seconds(4), "the stubborn one was given \(took) in all")
    try await refused(.environmentState, as: "a process after the end") {
      _ = try await environment.spawn(ProcessSpec("true")) as any ProcessHandle
    }
    let found = try await scene.subject.restarted().reattach(environment.spec.id)
    try expect(found == nil, "an environment whose time was over is found")
    try await environment.destroy(grace: .zero)
    try expect(try await scene.strategy.known().contains(environment.spec.id), is: false, "something is left:")
  }

  private static func nonsense(_ scene: ConformanceScene) async throws {
    for limits in [
      ResourceLimits(memory: ByteCount(1)), ResourceLimits(cpus: 0), ResourceLimits(cpus: .nan), ResourceLimits(processes: 0),
      ResourceLimits(processes: -5), ResourceLimits(seconds: -1),
    ] {
      try await refused(as: "\(limits)") { _ = try await scene.booted { $0.limits = limits } }
    }
  }

  /// What it does not report as an ability is refused, not left out.
  private static func neverWeaker(_ scene: ConformanceScene) async throws {
    let limits: [(StrategyAbility, ResourceLimits)] = [
      (.limitMemory, ResourceLimits(memory: .mebibytes(512))), (.limitCPU, ResourceLimits(cpus: 1)),
      (.limitProcesses, ResourceLimits(processes: 200)), (.limitDisk, ResourceLimits(disk: .mebibytes(512))),
      (.limitTime, ResourceLimits(seconds: 3600)),
    ]
    for (ability, limit) in limits where !scene.report.abilities.contains(ability) {
      try await refused(.limitUnsupported, .unsupported, as: ability.rawValue) {
        _ = try await scene.booted { $0.limits = limit }
      }
    }
    let networks: [(StrategyAbility, NetworkPolicy)] = [
      (.noNetwork, .none), (.outbound, .outbound),
      (.allowedNetwork, .allow([NetworkDestination("192.0.2.1:80")].compactMap { $0 })),
    ]
    for (ability, network) in networks where !scene.report.abilities.contains(ability) {
      try await refused(.unsupported, .strategyUnavailable, as: ability.rawValue) {
        _ = try await scene.booted { $0.network = network }
      }
    }
  }

  private static func metrics(_ scene: ConformanceScene) async throws {
    let environment = try await scene.booted()
    let first = try await environment.metrics()
    _ = try await environment.run("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done")
    let holder = try await environment.spawn(InsideServer.perl("my $x = 'x' x (40 << 20); $| = 1; print 'held'; sleep 300"))
    try await holder.says("held", within: scene.patience(.seconds(20)))
    let second = try await environment.metrics()
    try expect((second.processes ?? 0) >= 1, "\(second)")
    if let before = first.cpuSeconds, let after = second.cpuSeconds { try expect(after > before, "\(before) to \(after) s") }
    if let memory = second.memory { try expect(memory > .mebibytes(30), "it holds 40 MiB: \(memory)") }
    try expect(second.cpuSeconds != nil || second.memory != nil, "nothing is known: \(second)")
  }
}
