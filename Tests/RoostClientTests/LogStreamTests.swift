import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct LogStreamTests {
  let shop: AppName
  init() throws { shop = try AppName("shop") }

  @Test func everyLineArrivesInOrder() async throws {
    let asked = Mutex<LogQuery?>(nil)
    var operations = DaemonOperations.refusing
    operations.apps.logs = { query in
      asked.withLock { $0 = query }
      return AsyncThrowingStream { continuation in
        for number in 0..<20_000 { continuation.yield(Sample.line(number)) }
        continuation.finish()
      }
    }
    try await ScratchDaemon.with(operations) { [shop] daemon in
      var offsets: [UInt64] = []
      try await daemon.client { client in
        try await client.logs(of: shop, follows: true, tail: 7) { offsets.append($0.offset) }
      }
      #expect(offsets == Array(0..<20_000))
      #expect(asked.withLock { $0 } == LogQuery(app: shop, follows: true, tail: 7))
    }
  }

  @Test func aFailureInTheMiddleArrivesAfterTheLines() async throws {
    let failure = Problem(.diskFull, "m", hint: "h")
    var operations = DaemonOperations.refusing
    operations.apps.logs = { _ in
      AsyncThrowingStream { continuation in
        continuation.yield(Sample.line(1))
        continuation.finish(throwing: failure)
      }
    }
    try await ScratchDaemon.with(operations) { [shop] daemon in
      var offsets: [UInt64] = []
      let problem = await #expect(throws: Problem.self) {
        try await daemon.client { client in
          try await client.logs(of: shop, follows: false, tail: nil) { offsets.append($0.offset) }
        }
      }
      #expect(problem == failure)
      #expect(offsets == [1])
    }
  }

  @Test func thePlaceToContinueArrives() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.logs = { query in
      AsyncThrowingStream { continuation in
        continuation.yield(Sample.line(1, query.from?.description ?? "from the start"))
        continuation.finish()
      }
    }
    try await ScratchDaemon.with(operations) { [shop] daemon in
      for (position, expected) in [(LogPosition(run: 3, offset: 77), "3:77"), (nil, "from the start")] {
        var texts: [String] = []
        try await daemon.client { client in
          try await client.logs(of: shop, follows: false, tail: nil, from: position) { texts.append($0.text) }
        }
        #expect(texts == [expected])
      }
    }
  }

  @Test func followingEndsWhenTheClientLeaves() async throws {
    let (ended, end) = AsyncStream<Void>.makeStream()
    var operations = DaemonOperations.refusing
    operations.apps.logs = { _ in
      AsyncThrowingStream { continuation in
        continuation.onTermination = { _ in end.finish() }
        continuation.yield(Sample.line(1, "first"))
      }
    }
    try await ScratchDaemon.with(operations) { daemon in
      let connection = try await RawConnection.open(daemon.socket)
      try await connection.send("GET /api/v1/apps/shop/logs?follow=true HTTP/1.1\r\nHost: x\r\n\r\n")
      _ = try await connection.read(until: "first")
      await connection.close()
      // Well before the heartbeat of 15 seconds would notice.
      let start = ContinuousClock.now
      for await _ in ended {}
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  @Test func aClientThatNeverReadsDoesNotHoldUpTheEnd() async throws {
    let (full, wasFull) = AsyncStream<Void>.makeStream()
    var operations = DaemonOperations.refusing
    operations.apps.logs = { _ in
      let pieces = Mutex(0)
      return AsyncThrowingStream {
        let count = pieces.withLock { count in
          count += 1
          return count
        }
        // 13 MB: far more than the sockets hold, so the writing waits for the client or is about to.
        if count == 200 { wasFull.finish() }
        return Sample.line(count, String(repeating: "x", count: 64 * 1024))
      }
    }
    let start = ContinuousClock.now
    var silent: SilentConnection?
    try await ScratchDaemon.with(operations) { daemon in
      silent = try SilentConnection(daemon.socket, sending: "GET /api/v1/apps/shop/logs HTTP/1.1\r\nHost: x\r\n\r\n")
      for await _ in full {}
    }
    // The daemon has ended, and the client is still there.
    silent?.keepOpen()
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
