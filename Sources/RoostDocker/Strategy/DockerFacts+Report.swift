import RoostModel

extension DockerFacts {
  private typealias Finding = ProbeReport.Finding

  var report: ProbeReport {
    ProbeReport(
      strategy: .docker, isUsable: isUsable, isolation: .container, abilities: abilities, findings: basics + limits)
  }

  /// Why it is not: the first thing that stops it.
  var unusable: Problem {
    let finding = basics.first { !$0.passed }
    return Problem(
      .strategyUnavailable, "containers cannot be used here: \(finding?.what ?? "the engine refuses")",
      hint: finding?.remedy ?? "see what it lacks: roost strategy list")
  }

  var abilities: Set<StrategyAbility> {
    var abilities: Set<StrategyAbility> = [
      .terminal, .input, .signals, .portEvents, .dial, .outbound, .noNetwork, .bindMounts, .overlay, .ownFiles, .images, .copyIn,
      .files, .watch, .metrics, .pause, .reattach, .limitTime,
    ]
    if owner == 0, info.driver == "overlay2" { abilities.formUnion([.seal, .snapshot]) }
    if info.memoryLimit == true { abilities.formUnion([.limitMemory, .memoryEvents]) }
    if info.cpuQuota == true { abilities.insert(.limitCPU) }
    if info.processLimit == true { abilities.insert(.limitProcesses) }
    if info.limitsDisk { abilities.insert(.limitDisk) }
    return abilities
  }

  private var basics: [Finding] {
    let kind = isPodman ? "Podman" : "Docker"
    return [
      Finding(passed: true, what: "\(kind) \(info.serverVersion ?? "of an unknown version") answers at \(socket)"),
      hasAgent
        ? Finding(passed: true, what: "the agent is there")
        : Finding(passed: false, what: "the agent is missing", remedy: "install roost again; it carries the agent"),
      remapsUsers
        ? Finding(
          passed: false, what: "the engine gives containers other users than this machine's (userns-remap)",
          remedy: "take userns-remap out of /etc/docker/daemon.json, then: systemctl restart docker")
        : Finding(passed: true, what: "users inside are users of this machine"),
      runsHere
        ? Finding(passed: true, what: "the engine runs on \(info.architecture ?? "this processor")")
        : Finding(
          passed: false, what: "the engine runs on \(info.architecture ?? "another processor")",
          remedy: "use an engine of this machine: unset DOCKER_HOST"),
    ]
  }

  private var limits: [Finding] {
    let missing = [("memory", info.memoryLimit), ("CPU time", info.cpuQuota), ("processes", info.processLimit)]
      .filter { $0.1 != true }.map(\.0)
    var findings = [
      missing.isEmpty
        ? Finding(passed: true, what: "limits are kept by the engine (control groups \(info.cgroupVersion ?? "1"))")
        : Finding(
          passed: false,
          what: "the engine keeps no limit of \(missing.joined(separator: ", ")): apps that ask for one are refused",
          remedy: "see what the engine says: docker info")
    ]
    if info.liveRestore != true {
      findings.append(
        Finding(
          passed: true,
          what: "containers end when the engine is restarted; {\"live-restore\": true} in /etc/docker/daemon.json keeps them"))
    }
    return findings
  }
}
