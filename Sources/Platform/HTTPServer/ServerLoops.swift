import NIOCore
import NIOPosix

/// The threads on which servers wait for their connections; several servers may share them.
package final class ServerLoops: Sendable {
  let group: MultiThreadedEventLoopGroup

  /// Starts the threads.
  package init(threads: Int = 1) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
  }

  /// Ends the threads; servers on them must have been shut down before.
  package func shutdown() async {
    try? await group.shutdownGracefully()
  }
}
