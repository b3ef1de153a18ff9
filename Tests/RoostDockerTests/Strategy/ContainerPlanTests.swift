import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import SystemPackage
import Testing

@testable import RoostDocker

@Suite struct ContainerPlanTests {
  private func plan(_ change: (inout EnvironmentSpec) -> Void = { _ in }) -> ContainerPlan {
    var spec = EnvironmentSpec(strategy: .docker, layers: ["/layers/base"], user: 200_001, network: .none)
    change(&spec)
    return ContainerPlan(
      spec: spec, directory: EnvironmentDirectory(spec.id, below: "/home/environments/docker"), agent: "/opt/roost-agent",
      image: "roost/stack:1", imageVariables: ["PATH": "/image/bin", "FROM": "image"],
      identity: ContainerIdentity(wanted: 200_001, own: 0, isRootlessEngine: false), network: "roost",
      label: ("dev.roost.home", "/home"),
      cgroupVersion: 2, certificates: "/etc/ssl/certs/ca-certificates.crt")
  }

  @Test func nothingIsAllowedThatTheAgentDoesNotNeed() {
    let host = plan().request.host
    #expect(host.droppedCapabilities == ["ALL"])
    #expect(!host.isPrivileged && !host.hasInit)
    #expect(host.security == ["no-new-privileges"])
    #expect(host.restart.name == "no")
    #expect(Set(host.addedCapabilities).isDisjoint(with: ["SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "NET_RAW", "MKNOD"]))
    #expect(host.mounts.first { $0.target == ContainerPlan.agentPlace }?.isReadOnly == true)
  }

  @Test func theNetworkIsThePolicys() {
    #expect(plan().request.host.networkMode == "none")
    #expect(plan { $0.network = .outbound }.request.host.networkMode == "roost")
  }

  @Test func limitsAreTheEnginesOwnUnits() {
    let host = plan { $0.limits = ResourceLimits(memory: .mebibytes(64), cpus: 0.25, processes: 12, disk: ByteCount(1000)) }
      .request.host
    #expect(host.memory == 64 << 20 && host.memorySwap == host.memory)
    #expect(host.nanoCPUs == 250_000_000)
    #expect(host.processes == 12)
    #expect(host.storageOptions == ["size": "1000"])
    #expect(plan().request.host.processes == nil)
  }

  @Test func variablesOfTheSpecAreStrongerThanTheImages() {
    let variables = plan { $0.variables = ["FROM": "spec"] }.bootSpec.variables
    #expect(variables.contains("FROM=spec"))
    #expect(variables.contains("PATH=/image/bin"))
    #expect(variables.contains("HOME=/app"))
  }

  @Test func whoRunsInsideDependsOnWhoRunsTheEngine() {
    let asRoot = ContainerIdentity(wanted: 200_001, own: 0, isRootlessEngine: false)
    #expect(asRoot.container == "0:0" && asRoot.agent == 200_001 && !asRoot.capabilities.isEmpty)
    let asMember = ContainerIdentity(wanted: 200_001, own: 1000, isRootlessEngine: false)
    #expect(asMember == ContainerIdentity(wanted: 7, own: 1000, isRootlessEngine: false))
    #expect(asMember.container == "1000:1000" && asMember.agent == 1000 && asMember.capabilities.isEmpty)
    let rootless = ContainerIdentity(wanted: 200_001, own: 1000, isRootlessEngine: true)
    #expect(rootless.container == "0:0" && rootless.agent == 0 && rootless.capabilities.isEmpty)
  }

  @Test func theScaffoldHoldsWhatIsMountedOn() {
    let scaffold = ContainerPlan.scaffold(
      for: plan { $0.mounts = [BindMount(source: "/a", target: "/data/deep", readOnly: false)] }.spec, plan().identity,
      IdentityFiles(passwd: "", group: "", user: 200_001, home: "/app"), certificates: true)
    #expect(scaffold.mountPoints.contains("/data/deep"))
    #expect(scaffold.files["/etc/passwd"]?.contains("200001") == true)
    #expect(scaffold.archive == scaffold.archive)
  }
}
