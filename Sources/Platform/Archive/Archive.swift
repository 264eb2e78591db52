/// Archives in memory.
package enum Archive {}
