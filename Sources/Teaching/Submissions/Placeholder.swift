/// Placeholder.
package enum Submissions {}
