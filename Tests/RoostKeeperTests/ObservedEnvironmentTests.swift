import RoostEnvironments
import RoostModel
import Testing

@testable import RoostKeeper

@Suite struct ObservedEnvironmentTests {
  private let name: EnvironmentName
  init() throws { name = try EnvironmentName("dev") }

  @Test func aServerThatIsReadySaysWhereAndWho() throws {
    var observed = ObservedEnvironment()
    let listener = ServedPort.Listener(pid: 7, name: "node")
    let port = ServedPort(port: 3000, address: "0.0.0.0", process: listener)
    let first = observed.happened(.portOpened(port), to: name)
    let notice = try #require(first)
    #expect(notice.kind == .serverReady)
    #expect(notice.text == "server ready: http://127.0.0.1:3000, node (pid 7)")
    #expect(notice.url == "http://127.0.0.1:3000")
    // Told again to a new subscriber.
    let answer1 = observed.happened(.portOpened(port), to: name)
    #expect(answer1 == nil)
    #expect(observed.ports == [port])
    let answer2 = observed.happened(.portClosed(port), to: name)
    #expect(answer2?.kind == .serverGone)
    #expect(observed.ports.isEmpty)
  }

  @Test func whatIsForwardedIsReachedHere() {
    var observed = ObservedEnvironment()
    observed.forwards = [PortMapping("3000:8080"), PortMapping("81")].compactMap(\.self)
    let notice = observed.happened(.portOpened(ServedPort(port: 3000, address: "::")), to: name)
    #expect(notice?.url == "http://127.0.0.1:8080" && notice?.port?.port == 3000)
    let other = observed.happened(.portOpened(ServedPort(port: 82, address: "0.0.0.0")), to: name)
    #expect(other?.url == "http://127.0.0.1:82")
  }

  @Test func hintsAreAboutEnvironments() throws {
    let problem = Problem(.connectionLost, "m", hint: RestartHint.text, cause: "c")
    #expect(problem.told(of: name).hint == "make it anew: roost env destroy dev, roost env create dev")
    #expect(problem.told(of: name).cause == "c")
    let other = Problem(.diskFull, "m", hint: "df -h")
    #expect(other.told(of: name) == other)
  }

  @Test func aListenerOfTheNewKindHasAnAddressOfTheNewKind() {
    var observed = ObservedEnvironment()
    let notice = observed.happened(.portOpened(ServedPort(port: 80, address: "::")), to: name)
    #expect(notice?.url == "http://[::1]:80")
  }

  @Test func processesAreCountedAndTheirEndIsToldOnce() {
    var observed = ObservedEnvironment()
    let number = ProcessNumber(rawValue: 1)
    let answer3 = observed.happened(.processStarted(number), to: name)
    #expect(answer3?.kind == .processStart)
    let answer4 = observed.happened(.processStarted(number), to: name)
    #expect(answer4 == nil)
    #expect(observed.running == 1)
    let exit = ExitStatus(.exited(3), at: 5)
    let answer5 = observed.happened(.processExited(number, exit), to: name)
    #expect(answer5?.exit == exit)
    let answer6 = observed.happened(.processExited(number, exit), to: name)
    #expect(answer6 == nil)
    #expect(observed.running == 0)
  }

  @Test func aLimitThatIsReachedIsNamed() {
    var observed = ObservedEnvironment()
    let notice = observed.happened(.limitReached(.time), to: name)
    #expect(notice?.kind == .limitHit && notice?.limit == .time)
    let end = observed.happened(.state(.ended), to: name)
    #expect(end?.text == "dev is ended" && observed.state.isOver)
    let full = observed.happened(.limitReached(.disk), to: name)
    #expect(full?.limit == .disk && observed.problem?.code == .diskFull)
    let again = observed.happened(.limitReached(.disk), to: name)
    #expect(again == nil)
  }

  @Test func theMemoryOfProcessesIsBounded() {
    var observed = ObservedEnvironment()
    _ = observed.happened(.processStarted(ProcessNumber(rawValue: 0)), to: name)
    for raw in UInt32(1)...2000 {
      _ = observed.happened(.processStarted(ProcessNumber(rawValue: raw)), to: name)
      _ = observed.happened(.processExited(ProcessNumber(rawValue: raw), ExitStatus(.exited(0), at: 0)), to: name)
    }
    #expect(observed.processes.count <= 512)
    // One that runs is never forgotten.
    #expect(observed.running == 1)
  }

  @Test func statesAreToldWhenTheyChange() {
    var observed = ObservedEnvironment()
    let answer7 = observed.happened(.state(.ready), to: name)
    #expect(answer7?.state == .ready)
    let answer8 = observed.happened(.state(.ready), to: name)
    #expect(answer8 == nil)
    _ = observed.happened(.portOpened(ServedPort(port: 1, address: "::")), to: name)
    let answer9 = observed.happened(.state(.lost), to: name)
    #expect(answer9?.text == "dev is lost")
    #expect(observed.ports.isEmpty)
  }
}
