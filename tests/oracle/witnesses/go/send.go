package main

// The whole official SDK.

import (
	"strconv"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
)

type sending struct {
	Host   string
	Config struct {
		settings
		SdkAppId string
	}
	Room    struct{ String, Number *string }
	Options struct {
		Timestamp int64
		Nonce     string
	}
}

// dismissRoom is a request as the SDK's packages model them: that for TRTC cannot be had as a module of its
// own. Its time and nonce replace those that the SDK sets.
type dismissRoom[RoomId string | uint64] struct {
	*tchttp.BaseRequest
	SdkAppId  *uint64 `json:"SdkAppId,omitnil,omitempty" name:"SdkAppId"`
	RoomId    *RoomId `json:"RoomId,omitnil,omitempty" name:"RoomId"`
	Timestamp *string `json:"-" name:"Timestamp"`
	Nonce     *string `json:"-" name:"Nonce"`
}

// send says what the SDK sends, from the model of the request to its HTTP transport.
func send(given sending) (request, error) {
	client, recorder := newClient(given.Host, given.Config.settings)
	wish, err := dismissal(given)
	if err != nil {
		return request{}, err
	}
	err = client.Send(wish, &tchttp.BaseResponse{})
	return recorder.sent, err
}

func dismissal(given sending) (tchttp.Request, error) {
	sdkAppId, err := strconv.ParseUint(given.Config.SdkAppId, 10, 64)
	if err != nil {
		return nil, err
	}
	timestamp, nonce := strconv.FormatInt(given.Options.Timestamp, 10), given.Options.Nonce
	base := new(tchttp.BaseRequest).Init()
	base.SetHeader(map[string]string{"X-TC-Timestamp": timestamp})
	if given.Room.String != nil {
		base.WithApiInfo(service, version, "DismissRoomByStrRoomId")
		return &dismissRoom[string]{base, &sdkAppId, given.Room.String, &timestamp, &nonce}, nil
	}
	number, err := strconv.ParseUint(*given.Room.Number, 10, 64)
	base.WithApiInfo(service, version, "DismissRoom")
	return &dismissRoom[uint64]{base, &sdkAppId, &number, &timestamp, &nonce}, err
}
