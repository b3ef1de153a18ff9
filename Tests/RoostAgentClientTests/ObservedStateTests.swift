import RoostAgentProtocol
import RoostModel
import Testing

@testable import RoostAgentClient

/// Messages of an agent in, events out.
struct ObservedStateTests {
  private let port = PortRecord(port: 3000, address: [127, 0, 0, 1])
  private let served = ServedPort(port: 3000, address: "127.0.0.1")
  private func exit(_ process: UInt32, _ code: Int32) -> ExitRecord {
    ExitRecord(process: process, reason: .exited(code), nanoseconds: 2_000_000_000, outputEnd: 0)
  }

  @Test func thingsHappenOnce() {
    var state = ObservedState()
    let one = ProcessNumber(rawValue: 1)
    #expect(state.apply(.started(process: 1, pid: 7)) == [.processStarted(one)])
    #expect(state.apply(.processStarted(process: 1, pid: 7)) == [])
    #expect(state.apply(.portOpened(port)) == [.portOpened(served)])
    #expect(state.apply(.portOpened(port)) == [])
    #expect(state.apply(.processExited(exit(1, 4))) == [.processExited(one, ExitStatus(.exited(4), at: 2))])
    #expect(state.apply(.processExited(exit(1, 5))) == [])
    #expect(state.apply(.portClosed(port)) == [.portClosed(served)])
    #expect(state.apply(.portClosed(port)) == [])
  }

  @Test func whatWasMissedBetweenConnectionsIsMadeUpFor() {
    var state = ObservedState()
    _ = state.apply(.processStarted(process: 1, pid: 7))
    _ = state.apply(.portOpened(port))
    let other = PortRecord(port: 4000, address: [0, 0, 0, 0])
    state.beginSnapshot()
    #expect(state.apply(.portOpened(other)) == [.portOpened(ServedPort(port: 4000, address: "0.0.0.0"))])
    #expect(state.apply(.caughtUp) == [.portClosed(served)])
    let record = ProcessRecord(process: 1, pid: 7, outputEnd: 9, exit: exit(1, 0))
    #expect(state.apply([record]) == [.processExited(ProcessNumber(rawValue: 1), ExitStatus(.exited(0), at: 2))])
  }

  @Test func whatIsLostCanStillBeDestroyed() {
    var state = ObservedState()
    _ = state.enter(.booting)
    #expect(state.finish(.lost, [], otherwise: ExitStatus(.lost, at: 1)) == [.state(.lost)])
    #expect(state.finish(.destroyed, [], otherwise: ExitStatus(.destroyed, at: 2)) == [])
    #expect(state.state == .destroyed && state.isOver)
    #expect(state.finish(.lost, [], otherwise: ExitStatus(.lost, at: 3)) == [] && state.state == .destroyed)
  }

  @Test func theEndIsToldForEverything() {
    var state = ObservedState()
    _ = state.apply(.processStarted(process: 1, pid: 7))
    _ = state.apply(.processStarted(process: 2, pid: 8))
    _ = state.apply(.portOpened(port))
    let lost = ExitStatus(.lost, at: 3)
    #expect(
      state.finish(.lost, [exit(2, 6)], otherwise: lost) == [
        .processExited(ProcessNumber(rawValue: 2), ExitStatus(.exited(6), at: 2)),
        .processExited(ProcessNumber(rawValue: 1), lost),
        .portClosed(served), .state(.lost),
      ])
    #expect(state.finish(.destroyed, [], otherwise: lost) == [])
    #expect(state.enter(.ready) == [])
  }

  @Test func endedProcessesDoNotPileUp() {
    var state = ObservedState()
    for number in 1...UInt32(ObservedState.endedLimit + 10) {
      _ = state.apply(.processStarted(process: number, pid: 1))
      _ = state.apply(.processExited(exit(number, 0)))
    }
    #expect(state.processes.count == ObservedState.endedLimit)
    #expect(state.processes[ProcessNumber(rawValue: 1)] == nil)
  }
}
