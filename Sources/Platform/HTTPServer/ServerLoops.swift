import NIOCore
import NIOPosix

/// The threads on which servers wait for their connections; several servers may share them.
package final class ServerLoops: Sendable {
  let group: MultiThreadedEventLoopGroup
  /// Where services that block are run.
  let serviceThreads: ServiceThreads

  /// Starts the threads that wait for connections; those of services that block start when they are needed.
  package init(threads: Int = 1, serviceThreads: Int = 24) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    self.serviceThreads = ServiceThreads(count: serviceThreads)
  }

  /// Ends the threads; servers on them must have been shut down before.
  package func shutdown() async {
    try? await group.shutdownGracefully()
    await serviceThreads.shutdown()
  }
}
