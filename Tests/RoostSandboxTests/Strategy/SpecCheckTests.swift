import RoostModel
import Testing

@testable import RoostSandbox

/// What is refused before anything is made.
struct SpecCheckTests {
  private func code(isRoot: Bool = true, _ change: (inout EnvironmentSpec) -> Void) -> ProblemCode? {
    var spec = EnvironmentSpec(layers: ["/usr"], user: 200_001)
    change(&spec)
    do throws(Problem) {
      try SpecCheck.check(spec, isRoot: isRoot)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func aPlainSpecPasses() { #expect(code { _ in } == nil) }

  @Test func dangerousSpecsAreRefused() {
    #expect(code { $0.user = 0 } == .usageInvalid)
    #expect(code { $0.layers = [] } == .usageInvalid)
    #expect(code { $0.layers = ["/nowhere"] } == .environmentBootFailed)
    #expect(code { $0.layers = ["usr"] } == .environmentBootFailed)
    #expect(code { $0.strategy = StrategyKind(rawValue: "docker") } == .unsupported)
    #expect(code { $0.workingDirectory = "app" } == .usageInvalid)
    #expect(code { $0.variables = ["A=B": "x"] } == .usageInvalid)
    #expect(code { $0.variables = ["A": "x\0"] } == .usageInvalid)
    #expect(code(isRoot: false) { $0.network = .outbound } == .unsupported)
    #expect(code(isRoot: false) { $0.network = .none } == nil)
    #expect(code(isRoot: false) { ($0.network, $0.limits.disk) = (.none, .mebibytes(64)) } == .limitUnsupported)
    #expect(code { $0.limits.disk = .mebibytes(64) } == nil)
  }

  @Test func mountsKeepOutOfTheSandboxesOwnPlaces() {
    for target in ["/", "/proc", "/proc/sys", "/dev/null", "/sys", "/etc", "relative", "/a/../etc"] {
      #expect(code { $0.mounts = [BindMount(source: "/tmp", target: target, readOnly: true)] } == .usageInvalid, "\(target)")
    }
    #expect(code { $0.mounts = [BindMount(source: "/tmp", target: "/data", readOnly: false)] } == nil)
    #expect(code { $0.mounts = [BindMount(source: "/dev/null", target: "/data", readOnly: false)] } == .usageInvalid)
    #expect(code { $0.mounts = [BindMount(source: "/proc/self", target: "/data", readOnly: false)] } == .usageInvalid)
  }
}
