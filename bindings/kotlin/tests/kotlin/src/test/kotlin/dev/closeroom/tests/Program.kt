package dev.closeroom.tests

import kotlinx.coroutines.runBlocking

/** Closes a room of ZEGO, and has nothing else to do. */
fun main(arguments: Array<String>) {
    println(runBlocking { zego(arguments.single()).closeRoom("room") }.status)
}
