import RoostEnvironments
import RoostModel
import Testing

@testable import RoostKeeper

@Suite struct WarmPoolTests {
  private let shape = WarmPool.Shape(EnvironmentSpec(layers: ["/base"], user: 1000))

  @Test func theSameThingWithAnotherNumberIsOneShape() {
    #expect(WarmPool.Shape(EnvironmentSpec(layers: ["/base"], user: 1000)) == shape)
    #expect(WarmPool.Shape(EnvironmentSpec(layers: ["/other"], user: 1000)) != shape)
    #expect(shape.fresh.id != shape.fresh.id)
    #expect(WarmPool.Shape(shape.fresh) == shape)
  }

  @Test func nothingIsBootedUnlessSomebodyWantsIt() throws {
    var pool = WarmPool()
    let answer1 = pool.refill(shape)
    #expect(answer1 == 0)
    let answer2 = try pool.want(2, of: shape)
    #expect(answer2.isEmpty)
    let answer3 = pool.refill(shape)
    #expect(answer3 == 2)
    // Those count already.
    let answer4 = pool.refill(shape)
    #expect(answer4 == 0)
  }

  @Test func oneThatIsTakenIsReplaced() throws {
    var pool = WarmPool()
    _ = try pool.want(1, of: shape)
    let answer5 = pool.refill(shape)
    #expect(answer5 == 1)
    let booted = Placeholder(spec: shape.fresh)
    let answer6 = pool.booted(booted, of: shape)
    #expect(answer6)
    #expect(pool.ready(of: .sandbox) == 1)
    let answer7 = pool.take(shape)
    #expect(answer7?.spec.id == booted.spec.id)
    let answer8 = pool.take(shape)
    #expect(answer8 == nil)
    let answer9 = pool.refill(shape)
    #expect(answer9 == 1)
  }

  @Test func oneThatFailedIsTriedAgainOnlyWhenOneIsTakenAgain() throws {
    var pool = WarmPool()
    _ = try pool.want(1, of: shape)
    _ = pool.refill(shape)
    _ = pool.booted(nil, of: shape)
    #expect(pool.ready(of: .sandbox) == 0)
    let answer10 = pool.refill(shape)
    #expect(answer10 == 1)
  }

  @Test func fewerMeansThatSomeGo() throws {
    var pool = WarmPool()
    _ = try pool.want(2, of: shape)
    _ = pool.refill(shape)
    for _ in 0..<2 {
      let answer11 = pool.booted(Placeholder(spec: shape.fresh), of: shape)
      #expect(answer11)
    }
    let answer12 = try pool.want(1, of: shape)
    #expect(answer12.count == 1)
    let answer13 = try pool.want(0, of: shape)
    #expect(answer13.count == 1)
    #expect(pool.entries.isEmpty)
  }

  @Test func whatComesTooLateIsNotWanted() throws {
    var pool = WarmPool()
    _ = try pool.want(1, of: shape)
    _ = pool.refill(shape)
    _ = try pool.want(0, of: shape)
    let answer14 = pool.booted(Placeholder(spec: shape.fresh), of: shape)
    #expect(!answer14)
    #expect(pool.entries.isEmpty)
  }

  @Test func kindsAreCounted() throws {
    var pool = WarmPool()
    for user in 0..<16 { _ = try pool.want(1, of: WarmPool.Shape(EnvironmentSpec(layers: [], user: UInt32(user)))) }
    do throws(Problem) {
      _ = try pool.want(1, of: shape)
      Issue.record("one more was taken")
    } catch { #expect(error.code == .environmentState) }
  }
}

/// Never booted: the pool only holds it.
private struct Placeholder: Environment {
  let spec: EnvironmentSpec
  var state: EnvironmentState { .ready }
  func boot() {}
  func spawn(_ process: ProcessSpec) throws(Problem) -> any ProcessHandle { throw Problem(.unsupported, "no", hint: "no") }
  func processes() -> [any ProcessHandle] { [] }
  func events() -> AsyncStream<EnvironmentEvent> { AsyncStream { $0.finish() } }
  func destroy(grace: Duration) {}
}
