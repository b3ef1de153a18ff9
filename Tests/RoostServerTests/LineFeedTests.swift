import Testing

@testable import RoostServer

@Suite(.timeLimit(.minutes(1))) struct LineFeedTests {
  @Test func keepsOrderAndEndsOnce() {
    let feed = LineFeed<Int>(capacity: 4)
    feed.offer(1)
    feed.offer(2)
    feed.end(with: 3)
    feed.end(with: 4)
    feed.offer(5)
    let batch = feed.take()
    #expect(batch.lines == [1, 2, 3])
    #expect(batch.ended)
    #expect(feed.take().lines.isEmpty)
  }

  @Test func dropsAndCountsWhatDoesNotFitButNeverTheLastLine() {
    let feed = LineFeed<Int>(capacity: 2)
    for number in 1...5 { feed.offer(number) }
    feed.end(with: 6)
    let batch = feed.take()
    #expect(batch.lines == [1, 2, 6])
    #expect(batch.dropped == 3)
    #expect(feed.take().dropped == 0)
  }

  @Test func aNewerLineTakesTheNewestWaitingLinesPlace() {
    let feed = LineFeed<Int>(capacity: 2)
    feed.offer(10)
    feed.offer(11) { $0 / 10 == 1 }
    feed.offer(20) { $0 / 10 == 2 }
    feed.offer(21) { $0 / 10 == 2 }
    #expect(feed.take().lines == [11, 21])
  }

  @Test func putWaitsForRoomAndLosesNothing() async {
    let feed = LineFeed<Int>(capacity: 3)
    let received = await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 1...1000 where await !feed.put(number) { return }
        feed.end()
      }
      var received: [Int] = []
      for await _ in feed.filled {
        let batch = feed.take()
        #expect(batch.lines.count <= 3)
        received += batch.lines
        if batch.ended { break }
      }
      return received
    }
    #expect(received == Array(1...1000))
  }

  @Test func anEndReleasesWhoeverWaitsForRoom() async {
    let feed = LineFeed<Int>(capacity: 1)
    #expect(await feed.put(1))
    async let wanted = feed.put(2)
    feed.end()
    #expect(await wanted == false)
  }
}
